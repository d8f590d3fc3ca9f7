/* SPDX-License-Identifier: MIT */
/*
 * paging/switch. The kernel comes to enable_paging by itself. There it stands while the low half of its directory is
 * filled with noise, none of it present: no way down is left, and none may be afterwards.
 */
#include "machine.h"

enum { LOW = 768, ACCESSED = 0x20, INTERRUPTS = 0x200, BACKWARD = 0x400 };
#define OFFSET 0xC0000000u /* from a physical address to the kernel's */
#define PG 0x80000000u
#define WP 0x00010000u

/* A segment as the contract wants it: its selector, and the upper word of its descriptor, but for bits that do not matter. */
struct kind {
	u32 selector, rights, mask;
};
static const struct kind code = { 0x60, 0x00CF9800, 0xFFEFFCFF }, data = { 0x68, 0x00CF9200, 0xFFEFFEFF };

static struct {
	u32 pgd; /* its physical address */
	u32 directory[1024];
	struct cpu before, after;
} at;

static void setup(struct machine *m)
{
	run_until(m, "enable_paging");
	at.pgd = argument(m, 0);
	get_physical(m, at.pgd, at.directory, sizeof at.directory);
	for (u32 i = 0; i < LOW; i++)
		at.directory[i] = any(m) & ~1u;
	put(m, OFFSET + at.pgd, at.directory, sizeof at.directory);
	read_cpu(m, &at.before);
}

static void turn_on(struct machine *m)
{
	input(m, "enable_paging(0x%08x)", at.pgd);
	returns(m);
	read_cpu(m, &at.after);
	expect(m, at.after.cr0 & PG, "paging is off when it returns");
	same_hex(m, "CR3 does not hold the directory that it was given", at.after.cr3, at.pgd);
}

/* ---- Registers */

static void stores(struct machine *m)
{
	turn_on(m);
	expect(m, at.after.cr0 & WP, "WP is clear: the kernel's stores are not checked");
	same_hex(m, "other bits of CR0 have changed", at.after.cr0, at.before.cr0 | PG | WP);
}

static void is_flat(struct machine *m, const char *name, const struct segment_register *s, const struct kind *kind)
{
	input(m, "enable_paging(0x%08x), and then %s", at.pgd, name);
	same_hex(m, "a segment register holds another selector", s->selector, kind->selector);
	same_hex(m, "a segment still adds to every address", s->base, 0);
	same_hex(m, "a segment does not reach all of memory", s->limit, 0xFFFFFFFF);
	same_hex(m, "a segment is of the wrong kind", s->rights & kind->mask, kind->rights);
}

static void segments(struct machine *m)
{
	turn_on(m);
	is_flat(m, "CS", &at.after.cs, &code);
	is_flat(m, "SS", &at.after.ss, &data);
	is_flat(m, "DS", &at.after.ds, &data);
	is_flat(m, "ES", &at.after.es, &data);
	input(m, "enable_paging(0x%08x), and then FS and GS", at.pgd);
	same_hex(m, "an old selector is left in FS or GS", at.after.fs.selector | at.after.gs.selector, 0);
}

static void registers(struct machine *m)
{
	turn_on(m);
	same_hex(m, "EBX belongs to the caller, and has changed", at.after.ebx, at.before.ebx);
	same_hex(m, "ESI belongs to the caller, and has changed", at.after.esi, at.before.esi);
	same_hex(m, "EDI belongs to the caller, and has changed", at.after.edi, at.before.edi);
	same_hex(m, "EBP belongs to the caller, and has changed", at.after.ebp, at.before.ebp);
	same_hex(m, "it returns with interrupts on, or with strings running backward", at.after.eflags & (INTERRUPTS | BACKWARD), 0);
}

/* ---- Memory */

/* What the processor reads when a segment register is loaded next: by a fault or an interrupt at the latest. */
static void is_in_table(struct machine *m, const struct kind *kind)
{
	u32 base = at.after.gdt.base, entry[2];

	input(m, "the descriptor table that it leaves, at 0x%08x, with 0x%x for its limit", base, at.after.gdt.limit);
	if (base < OFFSET || kind->selector + 7 > at.after.gdt.limit || !readable(m, base + kind->selector, 8))
		fail(m, "the next load of selector 0x%02x resets the machine: its descriptor cannot be reached", kind->selector);
	/* Below the stack pointer nothing stays. */
	expect(m, base + kind->selector - (at.after.esp & ~8191u) >= (at.after.esp & 8191), "the descriptors lie in the frame of a function that has returned");
	expect(m, at.after.gdt.limit % 8 == 7, "the table does not end with an entry: its limit is the place of its last byte");
	get(m, base + kind->selector, entry, 8);
	same_hex(m, "a descriptor's lower word is not what its segment register was loaded from", entry[0], 0x0000FFFF);
	same_hex(m, "a descriptor's upper word is not what its segment register was loaded from", entry[1] & kind->mask, kind->rights);
}

static void table(struct machine *m)
{
	turn_on(m);
	is_in_table(m, &code);
	is_in_table(m, &data);
}

static void directory(struct machine *m)
{
	u32 now[1024];

	turn_on(m);
	get_physical(m, at.pgd, now, sizeof now);
	for (u32 i = 0; i < 1024; i++) {
		input(m, "enable_paging(0x%08x), and then entry %u of the directory", at.pgd, i);
		if (i < LOW && now[i] & 1)
			fail(m, "addresses from 0x%08x on lead somewhere: a way down is left", i << 22);
		/* Accessed is the processor's to set. */
		same_hex(m, "it changes the directory", now[i] & ~ACCESSED, at.directory[i] & ~ACCESSED);
	}
}

/* Where its code, its stack and the directory were when paging came on. */
static void nothing_remembered(struct machine *m)
{
	u32 low[] = { symbol(m, "enable_paging") - OFFSET, at.before.esp - OFFSET, at.pgd };

	turn_on(m);
	for (u32 i = 0; i < sizeof low / sizeof *low; i++) {
		struct outcome load;

		input(m, "enable_paging(0x%08x), and then a load from 0x%08x", at.pgd, low[i] & ~3u);
		load = try_load(m, low[i] & ~3u);
		if (load.kind != CRASHED)
			fail(m, "the processor still remembers the low addresses, which no entry leads to any more");
		same(m, "the load faults, but not because nothing is there", load.trap, 14);
		same(m, "the load faults, but not because nothing is there", load.error, 0);
	}
}

/* The kernel hangs up its net again, drops the low half once more, and boots to its experiments. */
static void goes_on(struct machine *m)
{
	turn_on(m);
	input(m, "the rest of the boot, and then probe(strlen, NULL)");
	run_until(m, "do_experiments");
	same(m, "a null pointer is followed, and nothing happens", call(m, "probe", symbol(m, "strlen"), 0, 0), 1);
}

static const struct test_case cases[] = {
	{ "paging is on", 2, turn_on, 0 },
	{ "stores are checked", 1, stores, "paging is on" },
	{ "flat segments", 2, segments, "paging is on" },
	{ "a table that stays", 1, table, "paging is on" },
	{ "the caller's directory", 1, directory, "paging is on" },
	{ "nothing remembered", 1, nothing_remembered, "paging is on" },
	{ "the caller's registers", 1, registers, "paging is on" },
	{ "the kernel goes on", 1, goes_on, "paging is on" },
	{ 0 }
};

const struct exercise exercise_paging_switch = { "paging/switch", cases, setup, 0 };
