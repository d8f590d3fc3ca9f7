/* SPDX-License-Identifier: MIT */
/*
 * exception-tables/wp. CR0.WP is set and cleared by code of the test's that the kernel runs. A processor that makes nothing
 * of the bit is one whose kernel maps no page read-only, however it is asked to: the test stands in for set_fixmap.
 */
#include "machine.h"

enum { WRITABLE = 2, PAGE = 4096, ENTRIES = 1024, FIXMAP = 1023 /* its entry in the directory */ };
enum { INTERRUPTS = 0x200, BACKWARD = 0x400, ACCESSED = 0x20, DIRTY = 0x40 };
#define WP 0x00010000u
#define OFFSET 0xC0000000u /* from a physical address to the kernel's */
#define WINDOW (0xFFFFF000u - WP_TEST_SLOT * PAGE)

static struct {
	u32 set, clear, ask, record; /* code of the test's, and the flags that the third finds */
	u32 code;                    /* where there is room for the next piece of it */
	u32 works_ok;
	u32 frame, rights;           /* what the kernel maps for a frame and rights that it is asked for; 0: that */
	bool stored;                 /* through the window, as the processor notes in its entry */
} at;

/* ---- Code */

struct bytes {
	u32 size;
	u8 at[128];
};

static void add_bytes(struct bytes *b, const u8 *bytes, u32 count)
{
	for (u32 i = 0; i < count; i++)
		b->at[b->size++] = bytes[i];
}

static void add_word(struct bytes *b, u32 word)
{
	add_bytes(b, (const u8[]){ (u8)word, (u8)(word >> 8), (u8)(word >> 16), (u8)(word >> 24) }, 4);
}

/* One or two bytes and a word. */
static void add_long(struct bytes *b, u32 opcode, u32 word)
{
	add_bytes(b, (const u8[]){ (u8)(opcode >> 8), (u8)opcode } + (opcode < 256), 1 + (opcode >= 256));
	add_word(b, word);
}

static u32 place(struct machine *m, const struct bytes *b)
{
	u32 address = at.code;

	put(m, address, b->at, b->size);
	at.code += sizeof b->at;
	return address;
}

static u32 loads_cr0(struct machine *m, u32 opcode, u32 word)
{
	struct bytes b = { 0 };

	add_bytes(&b, (const u8[]){ 0x0F, 0x20, 0xC0 }, 3); /* movl %cr0, %eax */
	add_long(&b, opcode, word);
	add_bytes(&b, (const u8[]){ 0x0F, 0x22, 0xC0, 0xC3 }, 4); /* movl %eax, %cr0; ret */
	return place(m, &b);
}

static void set_wp(struct machine *m, bool set)
{
	same(m, "the kernel cannot change CR0", (u8)call(m, "probe", set ? at.set : at.clear, 0, 0), 0);
}

/* A call of test_wp_bit with interrupts on or off, which notes what they are then. */
static void asks_with(struct machine *m, u32 flags)
{
	struct bytes b = { 0 };
	u32 call;

	add_long(&b, 0x68, flags | 2); /* push, popf */
	add_bytes(&b, (const u8[]){ 0x9D, 0xE8 }, 2);
	call = b.size;
	add_word(&b, 0);
	add_bytes(&b, (const u8[]){ 0x9C, 0xFA }, 2); /* pushf, cli */
	add_long(&b, 0x8F05, at.record);
	add_bytes(&b, (const u8[]){ 0xFC, 0xC3 }, 2); /* cld, ret */
	put(m, at.ask, b.at, b.size);
	put32(m, at.ask + call, symbol(m, "test_wp_bit") - (at.ask + call + 4));
}

/* ---- Asking */

/* The window's entry, in the kernel's memory. */
static u32 entry(struct machine *m)
{
	struct cpu cpu;
	u32 directory;

	read_cpu(m, &cpu);
	get_physical(m, cpu.cr3 + 4 * FIXMAP, &directory, 4);
	return OFFSET + (directory & ~(PAGE - 1u)) + 4 * (ENTRIES - 1 - WP_TEST_SLOT);
}

static void see_store(struct machine *m)
{
	if (get32(m, entry(m)) & DIRTY)
		at.stored = true;
}

static u32 see_fixmap(struct machine *m, const u32 *words, void *context)
{
	struct cpu cpu;

	(void)context;
	read_cpu(m, &cpu);
	same(m, "it opens another window than FIX_WP_TEST", words[0], WP_TEST_SLOT);
	same_hex(m, "it maps another frame than the page directory's", words[1], cpu.cr3 / PAGE);
	see_store(m);
	u32 window = call(m, "set_fixmap", WP_TEST_SLOT, at.frame ? at.frame : words[1], words[2] | at.rights);
	put32(m, entry(m), get32(m, entry(m)) & ~(u32)DIRTY);
	return window;
}

static u32 see_closing(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	if (words[0] == WP_TEST_SLOT)
		see_store(m);
	return call(m, "clear_fixmap", words[0]);
}

/* At this moment nobody may have told the interrupt controllers what they may do, and some answers let interrupts in. */
static void no_interrupts(struct machine *m)
{
	struct bytes b = { 0 };

	add_bytes(&b, (const u8[]){ 0xB0, 0xFF, 0xE6, 0x21, 0xE6, 0xA1, 0xC3 }, 7); /* movb $0xff, %al; outb to both masks; ret */
	same(m, "the controllers cannot be told", (u8)call(m, "probe", place(m, &b), 0, 0), 0);
}

/* To the kernel's own call, which has not begun. */
static void setup(struct machine *m)
{
	run_until(m, "test_wp_bit");
	at.code = code_pages(m, 1);
	at.set = loads_cr0(m, 0x0D, WP);
	at.clear = loads_cr0(m, 0x25, ~WP);
	no_interrupts(m);
	at.record = buffer(m, 4);
	at.ask = at.code;
	at.works_ok = symbol(m, "boot_cpu_data");
	at.frame = at.rights = 0;
	service(m, "set_fixmap", see_fixmap, 0);
	service(m, "clear_fixmap", see_closing, 0);
}

/* The answer is the processor's, not the tables': a store through the window has faulted, or has been done. */
static void was_tried(struct machine *m, u32 answer)
{
	struct outcome last;

	see_store(m); /* the window may still be open */
	if (!answer)
		expect(m, at.stored, "it says that a store is possible, and has made none through the window");
	else if (!faults(m, &last) || last.trap != 14 || !(last.error & WRITABLE) || last.cr2 / PAGE != WINDOW / PAGE)
		fail(m, "it says that a store faults, and none through the window has");
}

/* wp: as it stands in CR0; answer: what a store will show. */
static void ask(struct machine *m, bool wp, u32 answer)
{
	u8 before = below(m, 2) ? 0xFF : (u8)(answer + between(m, 1, 255));

	set_wp(m, wp);
	put(m, at.works_ok, &before, 1);
	input(m, "test_wp_bit() with WP %s; wp_works_ok was %d before", !wp ? "clear" : at.rights ? "set, which this processor ignores" : "set",
	      (int)(signed char)before);
	at.stored = false;
	call(m, "test_wp_bit");
	same(m, "wp_works_ok is wrong", (u32)(int)(signed char)get8(m, at.works_ok), answer);
	was_tried(m, answer);
}

static void both_answers(struct machine *m)
{
	input(m, "test_wp_bit() as the kernel calls it at boot; WP is set");
	returns(m);
	same(m, "wp_works_ok is wrong", (u32)(int)(signed char)get8(m, at.works_ok), 1);
	ask(m, false, 0);
	for (u32 i = 0; i < 6; i++) {
		bool wp = below(m, 2);

		ask(m, wp, wp);
	}
}

static void careless(struct machine *m)
{
	at.rights = WRITABLE;
	for (u32 i = 0; i < 2; i++) {
		ask(m, true, 0);
		ask(m, false, 0);
	}
}

static void frame_stays(struct machine *m)
{
	u32 frame = pages(m, 1), words[ENTRIES];

	at.frame = (frame - OFFSET) / PAGE;
	for (u32 i = 0; i < 4; i++) {
		for (u32 k = 0; k < ENTRIES; k++)
			words[k] = any(m);
		put(m, frame, words, sizeof words);
		ask(m, i % 2, i % 2);
		same_bytes(m, "the frame that it has mapped is not what it was", frame, words, sizeof words);
	}
}

static void nothing_left(struct machine *m)
{
	struct cpu cpu;
	u32 directory, before[ENTRIES], after[ENTRIES];

	read_cpu(m, &cpu);
	/* Others have windows open. */
	service(m, "set_fixmap", 0, 0);
	for (u32 slot = 1; slot < WP_TEST_SLOT; slot++)
		call(m, "set_fixmap", slot, 0x200 + slot, WRITABLE | 1);
	service(m, "set_fixmap", see_fixmap, 0);
	get_physical(m, cpu.cr3 + 4 * FIXMAP, &directory, 4);
	get_physical(m, directory & ~(PAGE - 1u), before, sizeof before);
	for (u32 i = 0; i < 4; i++) {
		ask(m, i % 2, i % 2);
		struct outcome load = try_load(m, WINDOW);
		expect(m, load.kind == CRASHED, "the window is still open: a load from FIX_WP_TEST does not fault");
		same(m, "the window is still open", load.error, 0);
		get_physical(m, directory & ~(PAGE - 1u), after, sizeof after);
		for (u32 k = 0; k < ENTRIES; k++)
			if (ENTRIES - 1 - k != WP_TEST_SLOT)
				same_hex(m, "an entry has changed that is not FIX_WP_TEST's", after[k] & ~ACCESSED, before[k] & ~ACCESSED);
	}
}

static void as_it_was(struct machine *m)
{
	struct cpu before, after;

	for (u32 i = 0; i < 4; i++) {
		u32 flags = i / 2 ? INTERRUPTS : 0;

		asks_with(m, flags);
		set_wp(m, i % 2);
		read_cpu(m, &before);
		input(m, "test_wp_bit() with WP %s and interrupts %s", i % 2 ? "set" : "clear", i / 2 ? "on" : "off");
		same(m, "it does not come back", (u8)call(m, "probe", at.ask, 0, 0), 0);
		read_cpu(m, &after);
		same_hex(m, "CR0 has changed", after.cr0, before.cr0);
		same_hex(m, "CR3 has changed", after.cr3, before.cr3);
		same_hex(m, "interrupts are not as they were, or strings run backward", get32(m, at.record) & (INTERRUPTS | BACKWARD), flags);
	}
}

static const struct test_case cases[] = {
	{ "both answers", 4, both_answers, 0 },
	{ "a processor that does not care", 3, careless, "both answers" },
	{ "the frame stays as it was", 3, frame_stays, "a processor that does not care" },
	{ "no window is left", 3, nothing_left, "a processor that does not care" },
	{ "nothing else has changed", 2, as_it_was, "a processor that does not care" },
	{ 0 }
};

const struct exercise exercise_exception_tables_wp = { "exception-tables/wp", cases, setup, 0 };
