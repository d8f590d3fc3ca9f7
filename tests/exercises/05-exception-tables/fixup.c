/* SPDX-License-Identifier: MIT */
/*
 * exception-tables/fixup. The kernel runs pieces of code that the test has put together, under a probe, and they fail for it
 * as anybody's would. What the table says about them is the test's to answer: it stands in for search_exception_tables.
 */
#include "machine.h"

enum { KERNEL_CS = 0x60, USER_CS = 0x73 };
enum { DEBUG = 1, BREAKPOINT = 3, OVERFLOW = 4, INVALID = 6, PROTECTION = 13, PAGE_FAULT = 14, VECTORS = 32 };
enum { PATIENCE = 8 /* an exception is looked up once, or twice */ };
enum { EAX, ECX, EDX, EBX, ESP, EBP, ESI, EDI, EFLAGS, REACHED, RECORD };
enum { CARRY_TO_OVERFLOW = 0xCD5 /* the flags that are anybody's */, TRAP = 0x100, OF = 0x800 };
#define NOWHERE 0x40000000u /* nothing is mapped there in this chapter */
#define NONE (~0u)

/* What the table holds: one entry, or none (insn is NONE). The only address that there is a reason to look up; NONE: whichever. */
static struct {
	u32 entry, insn, reason, regs;
} table;

static u32 look_up(struct machine *m, const u32 *words, void *context)
{
	struct cpu cpu;

	(void)context;
	if (calls(m, "search_exception_tables") > PATIENCE)
		fail(m, "it goes on with the instruction that has failed, which fails again, and so on for ever");
	read_cpu(m, &cpu);
	if (table.reason != NONE && words[0] != table.reason && words[0] == cpu.cr2)
		same_hex(m, "it looks up the address that was out of reach (or it has gone on there)", words[0], table.reason);
	if (table.reason != NONE)
		same_hex(m, "it looks up another address than the one where it happened", words[0], table.reason);
	return words[0] == table.insn ? table.entry : 0;
}

static void enter(struct machine *m, u32 insn, u32 fixup)
{
	table.insn = insn;
	put32(m, table.entry, insn);
	put32(m, table.entry + 4, fixup);
}

/* Where its parts lie, and what the registers hold when it fails. */
static struct {
	u32 start, insn, behind, fixup, record, held[EFLAGS + 1];
} code;

static void setup(struct machine *m)
{
	run_until(m, "test_wp_bit"); /* makes the first fault that has an entry */
	service(m, "search_exception_tables", look_up, 0);
	code.record = buffer(m, 4 * RECORD);
	code.start = code_pages(m, 1);
	table.entry = buffer(m, 8);
	table.regs = buffer(m, SIZEOF_REGS);
	table.insn = NONE;
	table.reason = NONE;
}

/* ---- Code that fails */

struct failure {
	const char *what;
	u32 vector, size;
	u8 bytes[8];          /* the instruction */
	u32 eax, ecx, flags;  /* with which it does; NONE: with any */
};

static const struct failure failures[] = {
	{ "a load from a hole", PAGE_FAULT, 5, { 0xA1, 0, 0, 0, 0x40 }, NONE, NONE, NONE },
	{ "a store to a hole", PAGE_FAULT, 5, { 0xA3, 0, 0, 0, 0x40 }, NONE, NONE, NONE },
	{ "a selector that does not exist", PROTECTION, 2, { 0x8E, 0xE0 }, 0xFFF8, NONE, NONE },
	{ "a division by zero", 0, 2, { 0xF7, 0xF1 }, NONE, 0, NONE },
	{ "an invalid opcode", INVALID, 2, { 0x0F, 0x0B }, NONE, NONE, NONE },
};
enum { FAILURES = sizeof failures / sizeof *failures };

/* After these EIP is at the next instruction, with which nothing is wrong. The step is made by the nop. */
static const struct failure traps[] = {
	{ "a breakpoint", BREAKPOINT, 1, { 0xCC }, NONE, NONE, NONE },
	{ "an overflow trap", OVERFLOW, 1, { 0xCE }, NONE, NONE, OF },
	{ "a single step", DEBUG, 1, { 0x90 }, NONE, NONE, TRAP },
};
enum { TRAPS = sizeof traps / sizeof *traps };

struct bytes {
	u32 size;
	u8 at[256];
};

static void add_byte(struct bytes *b, u32 byte)
{
	b->at[b->size++] = (u8)byte;
}

static void add_word(struct bytes *b, u32 word)
{
	for (u32 i = 0; i < 32; i += 8)
		add_byte(b, word >> i);
}

/* mov %reg, word: where word of the record lies. */
static void add_note(struct bytes *b, u32 reg)
{
	add_byte(b, 0x89);
	add_byte(b, 0x05 | reg << 3);
	add_word(b, code.record + 4 * reg);
}

/* Noise in all registers but ESP, which is noted; the instruction; a note that it was passed; notes of all registers, and back. */
static void assemble(struct machine *m, const struct failure *f)
{
	struct bytes b = { 0 };
	u32 flags = f->flags == NONE ? any(m) & CARRY_TO_OVERFLOW : f->flags;

	fill(m, code.record, 0, 4 * RECORD);
	add_byte(&b, 0x60); /* pusha */
	add_note(&b, ESP);
	for (u32 reg = EAX; reg <= EDI; reg++) {
		code.held[reg] = reg == EAX && f->eax != NONE ? f->eax : reg == ECX && f->ecx != NONE ? f->ecx : any(m);
		if (reg == ESP)
			continue;
		add_byte(&b, 0xB8 + reg); /* mov $held, %reg */
		add_word(&b, code.held[reg]);
	}
	code.held[EFLAGS] = flags & CARRY_TO_OVERFLOW;
	add_byte(&b, 0x68); /* push $flags */
	add_word(&b, flags | 2);
	add_byte(&b, 0x9D); /* popf */
	code.insn = code.start + b.size;
	for (u32 i = 0; i < f->size; i++)
		add_byte(&b, f->bytes[i]);
	code.behind = code.start + b.size;
	add_byte(&b, 0xC7); /* movl $1, reached */
	add_byte(&b, 0x05);
	add_word(&b, code.record + 4 * REACHED);
	add_word(&b, 1);
	code.fixup = code.start + b.size;
	add_byte(&b, 0x9C); /* pushf */
	add_byte(&b, 0x8F); /* popl flags */
	add_byte(&b, 0x05);
	add_word(&b, code.record + 4 * EFLAGS);
	add_byte(&b, 0xFC); /* cld */
	for (u32 reg = EAX; reg <= EDI; reg++)
		if (reg != ESP)
			add_note(&b, reg);
	add_byte(&b, 0x29); /* sub %esp, the note of it: 0 is left */
	add_byte(&b, 0x25);
	add_word(&b, code.record + 4 * ESP);
	add_byte(&b, 0x61); /* popa */
	add_byte(&b, 0xC3);
	code.held[ESP] = 0;
	put(m, code.start, b.at, b.size);
	forget_calls(m);
}

/* Runs it. False: nobody helped, and what the probe has caught is in caught. */
static bool runs_through(struct machine *m, u32 caught[SIZEOF_FAULT / 4])
{
	u32 fault = buffer(m, SIZEOF_FAULT);

	if (!(u8)call(m, "probe", code.start, 0, fault))
		return true;
	get(m, fault, caught, SIZEOF_FAULT);
	return false;
}

/* ---- What must go on */

static void goes_on(struct machine *m)
{
	static const char *const names[] = { "EAX", "ECX", "EDX", "EBX", "ESP", "EBP", "ESI", "EDI", "EFLAGS" };
	u32 record[RECORD], caught[SIZEOF_FAULT / 4];

	for (u32 i = 0; i < FAILURES; i++) {
		const struct failure *f = &failures[i];

		assemble(m, f);
		enter(m, code.insn, code.fixup);
		table.reason = code.insn;
		input(m, "%s at 0x%08x, which has an entry: go on at 0x%08x", f->what, code.insn, code.fixup);
		expect(m, runs_through(m, caught), "the kernel gives up, though the table says where to go on");
		get(m, code.record, record, sizeof record);
		same(m, "it does not go on at the fixup, but before it", record[REACHED], 0);
		record[EFLAGS] &= CARRY_TO_OVERFLOW;
		for (u32 reg = EAX; reg <= EFLAGS; reg++) {
			input(m, "%s at 0x%08x, and then %s%s", f->what, code.insn, names[reg], reg == ESP ? ", as a difference" : "");
			same_hex(m, "a register has changed that is not EIP", record[reg], code.held[reg]);
		}
	}
}

/* With the kernel's own table: every size, and a copy that must know how far it came. */
static void own_entries(struct machine *m)
{
	static const char *const get_user[] = { "__get_user_1", "__get_user_2", "__get_user_4", "__get_user_8" };
	u32 to = buffer(m, 64), from = buffer(m, 64);

	service(m, "search_exception_tables", 0, 0);
	input(m, "the rest of the boot, with test_wp_bit");
	run_until(m, "do_experiments");
	for (u32 i = 0; i < 4; i++) {
		input(m, "%s of address 0x%08x", get_user[i], NOWHERE);
		struct outcome o = try_call(m, get_user[i], to, NOWHERE);
		same(m, "an access that has an entry stops the kernel", o.kind, RETURNED);
		same(m, "a value that cannot be had is no error", o.value, (u32)-14);
		same(m, "a value that cannot be had is not 0", get32(m, to), 0);
	}
	for (u32 room = 0; room < 32; room += 5) {
		input(m, "__copy_user of 32 bytes to a place with room for %u", room);
		struct outcome o = try_call(m, "__copy_user", buffer_at_end(m, room), from, 32);
		same(m, "a copy that has entries stops the kernel", o.kind, RETURNED);
		same(m, "the copy has lost count of what is left", o.value, 32 - room);
	}
}

/* ---- What must not */

static void stays_stopped(struct machine *m, const struct failure *f, u32 eip)
{
	u32 caught[SIZEOF_FAULT / 4];

	expect(m, !runs_through(m, caught), "the kernel goes on, and nobody will know that something is wrong");
	same(m, "the kernel gives up for another exception", caught[0], f->vector);
	same_hex(m, "the kernel gives up for what happened elsewhere", caught[2], eip);
}

/* Without a probe: the last exception that QEMU has recorded must be this one. */
static void oops(struct machine *m)
{
	u32 to = NOWHERE + below(m, 4000), memcpy = symbol(m, "memcpy"), from = buffer(m, 64);

	table.reason = NONE; /* somewhere in memcpy */
	input(m, "memcpy to 0x%08x, where nothing is", to);
	struct outcome o = try_call(m, "memcpy", to, from, 64);
	same(m, "memcpy has no entry, and the kernel goes on", o.kind, CRASHED);
	same(m, "the kernel stopped, but not for this fault", o.trap, PAGE_FAULT);
	same_hex(m, "the kernel stopped, but not for this fault", o.cr2, to);
	expect(m, o.eip - memcpy < 256, "the kernel stopped for a fault of other code");
}

static void unexpected(struct machine *m)
{
	for (u32 i = 0; i < FAILURES; i++) {
		assemble(m, &failures[i]);
		table.reason = code.insn;
		input(m, "%s at 0x%08x, which has no entry", failures[i].what, code.insn);
		stays_stopped(m, &failures[i], code.insn);
	}
	oops(m);
}

static void leads_back(struct machine *m)
{
	for (u32 i = 0; i < FAILURES; i++) {
		assemble(m, &failures[i]);
		enter(m, code.insn, code.insn);
		table.reason = code.insn;
		input(m, "%s at 0x%08x, whose fixup is 0x%08x, the same", failures[i].what, code.insn, code.insn);
		stays_stopped(m, &failures[i], code.insn);
	}
}

static void next_is_innocent(struct machine *m)
{
	for (u32 i = 0; i < TRAPS; i++) {
		assemble(m, &traps[i]);
		enter(m, code.behind, code.fixup);
		input(m, "%s before 0x%08x, which has an entry", traps[i].what, code.behind);
		stays_stopped(m, &traps[i], code.behind);
	}
}

/* ---- The decision by itself */

static bool is_fault(u32 vector)
{
	return vector == 0 || (vector >= 5 && vector <= 7) || (vector >= 10 && vector <= 14) || vector == 17 || vector == 19;
}

/* regs: noise, and EIP and CS as given. */
static void decide(struct machine *m, u32 vector, u32 eip, u32 cs, bool goes_on)
{
	u32 words[SIZEOF_REGS / 4], regs = table.regs;

	for (u32 i = 0; i < SIZEOF_REGS / 4; i++)
		words[i] = 4 * i == REGS_EIP ? eip : 4 * i == REGS_CS ? cs : any(m);
	put(m, regs, words, sizeof words);
	snapshot(m);
	forget_calls(m);
	table.reason = eip;
	input(m, "fixup_exception(regs, %u): EIP 0x%08x, %s, fixup 0x%08x, CS 0x%02x", vector, eip,
	      eip == table.insn ? "which has an entry" : "which has none", get32(m, table.entry + 4), cs);
	same(m, goes_on ? "it does not help where it should" : "it helps where it should not", (u8)call(m, "fixup_exception", regs, vector), goes_on);
	only_changed(m, goes_on ? "something else has changed than EIP" : "it does not help, and changes something all the same",
		     &(struct range){ regs + REGS_EIP, 4 }, goes_on);
	same_hex(m, "EIP is not the fixup", get32(m, regs + REGS_EIP), goes_on ? get32(m, table.entry + 4) : eip);
}

static u32 somewhere(struct machine *m)
{
	return 0xC0100000 + below(m, 0x100000);
}

/* What a program's jump to such an address leaves. */
static void programs(struct machine *m)
{
	u32 insn = somewhere(m);

	enter(m, insn, insn - 0x1000);
	decide(m, PAGE_FAULT, insn, KERNEL_CS, true);
	for (u32 vector = 0; vector < VECTORS; vector += 2)
		decide(m, vector, insn, USER_CS, false);
}

static void all_vectors(struct machine *m)
{
	u32 here = somewhere(m);

	enter(m, here, here + 0x1000);
	for (u32 vector = 0; vector < VECTORS; vector++)
		decide(m, vector, here, KERNEL_CS, is_fault(vector));
	for (u32 i = 0; i < 40; i++) {
		u32 insn = somewhere(m), vector = below(m, 3) ? PAGE_FAULT : below(m, VECTORS), cs = below(m, 4) ? KERNEL_CS : USER_CS;
		u32 eip = below(m, 4) ? insn : insn + 1 - 2 * below(m, 2), fixup = below(m, 4) ? somewhere(m) : insn;

		enter(m, insn, fixup);
		decide(m, vector, eip, cs, cs == KERNEL_CS && is_fault(vector) && eip == insn && fixup != insn);
	}
}

static const struct test_case cases[] = {
	{ "goes on at the fixup", 3, goes_on, 0 },
	{ "the kernel's own entries", 1, own_entries, "goes on at the fixup" },
	{ "nobody expected it", 3, unexpected, "goes on at the fixup" },
	{ "a fixup that leads back", 2, leads_back, "goes on at the fixup" },
	{ "a trap", 2, next_is_innocent, "goes on at the fixup" },
	{ "a program's jump", 2, programs, "goes on at the fixup" },
	{ "all vectors", 2, all_vectors, "goes on at the fixup" },
	{ 0 }
};

const struct exercise exercise_exception_tables_fixup = { "exception-tables/fixup", cases, setup, 0 };
