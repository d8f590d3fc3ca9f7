/* SPDX-License-Identifier: MIT */
/* traps/gate. The model divides where an answer shifts and masks. */
#include "machine.h"

enum { TASK = 5, INTERRUPT = 14, TRAP = 15 };

struct gate {
	u32 low, high;
};

static struct gate model(u32 type, u32 dpl, u32 selector, u32 offset)
{
	struct gate g;

	if (type == TASK)
		offset = 0;
	g.low = selector * 65536 + offset % 65536;
	g.high = offset / 65536 * 65536 + 32768 + dpl * 8192 + type * 256;
	return g;
}

/* A field of a word: the bits from low up, as many as make it less than `size`. */
static u32 field(u32 word, u32 low, u32 size)
{
	return word / low % size;
}

static void describe(struct text *text, struct gate g)
{
	add(text, "%08x %08x\noffset   %04x%04x\nselector %04x\ntype %u, ring %u, P %u, bit 12 %u, bits 0 to 7 %02x",
	    g.high, g.low, field(g.high, 65536, 65536), g.low % 65536, field(g.low, 65536, 65536), field(g.high, 256, 16),
	    field(g.high, 8192, 4), field(g.high, 32768, 2), field(g.high, 4096, 2), g.high % 256);
}

static const char *what_is_wrong(struct gate got, struct gate want)
{
	if (field(got.high, 32768, 2) != 1)
		return "P is not set: the gate is not valid";
	if (field(got.high, 256, 16) != field(want.high, 256, 16))
		return "the type is wrong";
	if (field(got.high, 8192, 4) != field(want.high, 8192, 4))
		return "the privilege level is wrong";
	if (field(got.high, 4096, 2) || got.high % 256)
		return "a bit is set that belongs to no field";
	if (field(got.low, 65536, 65536) != field(want.low, 65536, 65536))
		return "the selector is wrong";
	return "the offset is wrong";
}

static void check(struct machine *m, u32 type, u32 dpl, u32 selector, u32 offset)
{
	struct gate want = model(type, dpl, selector, offset), got;
	struct text expected = { 0 }, actual = { 0 };
	struct outcome o;

	input(m, "make_gate(%s, %u, 0x%x, 0x%08x)",
	      type == TASK ? "GATE_TASK" : type == TRAP ? "GATE_TRAP" : "GATE_INTERRUPT", dpl, selector, offset);
	snapshot(m);
	o = try_call(m, "make_gate", type, dpl, selector, offset);
	if (o.kind != RETURNED)
		call(m, "make_gate", type, dpl, selector, offset); /* says how it crashed */
	got.low = o.value;
	got.high = o.high;
	if (got.low != want.low || got.high != want.high) {
		describe(&expected, want);
		describe(&actual, got);
		same_text(m, what_is_wrong(got, want), actual.s, expected.s);
	}
	only_changed(m, "it changes memory", 0, 0);
}

/* Of its low half are only bits set which are set in a gate's type too, or belong to no field: whatever leaks is named for what
 * it is. The highest is clear: a half with a sign is what every bit is for. */
static u32 low_offset(struct machine *m)
{
	return below(m, 16) << 9 | between(m, 1, 31);
}

/* Somewhere in the kernel. */
static u32 offset(struct machine *m)
{
	return 0xC0100000 | below(m, 16) << 16 | low_offset(m);
}

/* Of a code segment, for ring 0. */
static u32 selector(struct machine *m)
{
	return 8 * between(m, 1, 31);
}

static void interrupt_gates(struct machine *m)
{
	check(m, INTERRUPT, 0, selector(m), low_offset(m));
	check(m, INTERRUPT, 0, selector(m), offset(m));
}

static void trap_gates(struct machine *m)
{
	check(m, TRAP, 0, selector(m), offset(m));
	for (u32 dpl = 1; dpl < 4; dpl++)
		check(m, TRAP, dpl, selector(m), offset(m));
	check(m, INTERRUPT, 3, selector(m), offset(m));
}

/* The halves of the offset and the selector must not leak into each other. */
static void all_bits(struct machine *m)
{
	check(m, INTERRUPT, 0, 0xFFFF, 0);
	check(m, INTERRUPT, 0, 0x8000, 0x00000001);
	check(m, INTERRUPT, 0, 0, 0xFFFFFFFF);
	check(m, INTERRUPT, 0, 0x60, 0xFFFF0000);
	check(m, INTERRUPT, 0, 0x60, 0x0000FFFF);
	for (u32 bit = 0; bit < 32; bit++)
		check(m, TRAP, 0, selector(m), 1U << bit);
	for (u32 bit = 0; bit < 16; bit++)
		check(m, TRAP, 0, 1U << bit, offset(m));
}

static void task_gates(struct machine *m)
{
	check(m, TASK, 0, selector(m), 0);
	check(m, TASK, 0, selector(m), offset(m));
	check(m, TASK, 3, 0xFFFF, 0xFFFFFFFF);
}

static u32 type_of(u32 word)
{
	return word % 3 == 0 ? INTERRUPT : word % 3 == 1 ? TRAP : TASK;
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 3);
	row[1] = below(m, 4);
	row[2] = below(m, 65536);
	row[3] = any(m);
	(void)index;
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	if (count)
		check(m, type_of(row[0]), row[1] % 4, row[2] % 65536, row[3]);
}

static void show(struct text *text, const u32 *row)
{
	add(text, "type %u, ring %u, selector 0x%x, offset 0x%08x", type_of(row[0]), row[1] % 4, row[2] % 65536, row[3]);
}

static void any_gate(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 1, .width = 4, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "interrupt gates", 3, interrupt_gates, 0 },
	{ "trap gates", 2, trap_gates, "interrupt gates" },
	{ "every bit", 2, all_bits, "interrupt gates" },
	{ "task gates", 2, task_gates, 0 },
	{ "any gate", 1, any_gate, "every bit" },
	{ 0 }
};

const struct exercise exercise_traps_gate = { "traps/gate", cases, 0, 0 };
