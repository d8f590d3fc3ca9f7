/* SPDX-License-Identifier: MIT */
/* Exercise kmap-atomic/slot. The model draws up a list of all slots, as the contract tells it, and looks a type up in it. */
#include "machine.h"

enum { PAGE = 4096, ROOM = 1024, CPUS = (ROOM - FIRST_SLOT) / SLOTS, NOBODY = 0xFFFF };

static struct {
	u32 owner[ROOM]; /* of the slot with this number: processor * 256 + type */
} s;

static void draw_up(bool option)
{
	u32 n;

	for (n = 0; n < ROOM; n++)
		s.owner[n] = NOBODY;
	for (u32 cpu = 0; cpu < CPUS; cpu++) {
		n = FIRST_SLOT + cpu * SLOTS;
		for (u32 type = 0; type < TYPES; type++) {
			n += option;
			s.owner[n++] = cpu * 256 + type;
		}
	}
}

/* The answer must be this type's slot; else it is said what it is. */
static void judge(struct machine *m, u32 got, u32 cpu, u32 type)
{
	u32 n = ((u32)FIXMAP_TOP - got) / PAGE;

	if (got % PAGE)
		fail(m, "the answer is not the beginning of a page: 0x%08x", got);
	if (got > (u32)FIXMAP_TOP - FIRST_SLOT * PAGE)
		fail(m, "the answer lies before the first slot: 0x%08x, and addresses fall as the numbers rise", got);
	if (n >= ROOM)
		fail(m, "the answer is beyond the fixmap: 0x%08x", got);
	if (s.owner[n] == NOBODY)
		fail(m, "the answer is a slot that is nobody's: number %u of processor %u", (n - FIRST_SLOT) % SLOTS, (n - FIRST_SLOT) / SLOTS);
	if (s.owner[n] / 256 != cpu)
		fail(m, "the answer is a slot of processor %u", s.owner[n] / 256);
	if (s.owner[n] % 256 != type)
		fail(m, "the answer is the slot of type %u", s.owner[n] % 256);
}

static void check(struct machine *m, bool option, u32 cpu, u32 type)
{
	u8 byte = option;
	u32 got;

	input(m, "type %u of processor %u, %s debug=highmem", type, cpu, option ? "with" : "without");
	draw_up(option);
	put(m, symbol(m, "debug_highmem"), &byte, 1);
	snapshot(m);
	got = call(m, "kmap_address", type, cpu);
	same(m, "it changes debug_highmem", get8(m, symbol(m, "debug_highmem")), byte);
	only_changed(m, "it changes something", 0, 0);
	judge(m, got, cpu, type);
}

/* ---- Cases */

static void types(struct machine *m)
{
	for (u32 type = 0; type < TYPES; type++)
		check(m, false, 0, type);
}

static void option(struct machine *m)
{
	for (u32 type = 0; type < TYPES; type++)
		check(m, true, 0, type);
}

static void processors(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		check(m, false, between(m, 1, CPUS - 2), below(m, TYPES));
		check(m, true, between(m, 1, CPUS - 2), below(m, TYPES));
	}
	check(m, false, CPUS - 1, TYPES - 1);
	check(m, true, CPUS - 1, TYPES - 1);
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 2);
	row[1] = below(m, CPUS);
	row[2] = below(m, TYPES);
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count; count--, rows += 3)
		check(m, rows[0] % 2, rows[1] % CPUS, rows[2] % TYPES);
}

static void any_slot(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 20, .rows = 6, .width = 3, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "the types", 1, types, 0 },
	{ "with the option", 1, option, 0 },
	{ "more processors", 2, processors, "the types" },
	{ "any slot", 2, any_slot, "the types" },
	{ 0 }
};

const struct exercise exercise_kmap_atomic_slot = { "kmap-atomic/slot", cases, 0, 0 };
