/* SPDX-License-Identifier: MIT */
/*
 * kmap-atomic/predict. What is seen is not believed because it stands here: tests/exercises/measured.c holds it against what this
 * chapter's kernel has seen in the experiment `borrower`.
 */
#include "machine.h"

enum { ROWS = 12, TODO = 99999 };

static const struct row {
	s32 is;
	const char *question, *rule;
} rows[ROWS] = {
	{ 65, "a KM_USER0 for A is opened and closed, and then one for L: the first one's address shows", "closing leaves the entry, and a page of lowmem takes no slot" },
	{ 66, "and then one for B is opened and closed: it shows", "windows of one type have one address" },
	{ 2, "a window for L is open, and a spinlock is held: the preemption count", "the count rises for a page of lowmem, too, and for a lock" },
	{ -4096, "the address of KM_USER1 minus that of KM_USER0", "addresses fall as the numbers of the types rise, by a page for each" },
	{ 3, "the count while the handler's window is open, without what the interrupt itself adds to it", "a handler runs on the count of the task that it has interrupted" },
	{ 65, "then the task reads through its KM_USER0: it finds", "a handler's window changes the slot of its own type, and no other" },
	{ 90, "and stores a Z through its KM_USER1: B's frame now has", "the slot goes on showing the handler's frame, and the task's store goes there" },
	{ 48, "a window is open, and 64 bytes are copied to a program: 16 into a page that is there, 48 into one never touched: are left",
	  "what is there is copied, and a fault within a window is not healed" },
	{ 1, "kmap of A twice, and kunmap twice: the number of its place", "a place that nobody uses has the number 1 until a flush" },
	{ 65, "and its address shows", "a place that nobody uses still shows its frame" },
	{ 0, "right behind a flush, 512 pages are mapped and given back one after the other, and all of that ten times: flushes",
	  "a page that is still mapped is found again, and takes no new place" },
	{ 2, "B is mapped, and others are mapped and given back until the pool is flushed: the number of B's place", "a flush leaves what is in use as it is" },
};

s32 kmap_atomic_predict_model(u32 row);
s32 kmap_atomic_predict_model(u32 row)
{
	return rows[row].is;
}

static void check(struct machine *m, u32 first, u32 last)
{
	for (u32 i = first - 1; i < last; i++) {
		s32 got = (s32)get32(m, symbol(m, "predicted") + 4 * i);
		struct text expected = { 0 }, actual = { 0 };

		input(m, "number %u: %s?", i + 1, rows[i].question);
		expect(m, got != TODO, "no prediction yet: this is still TODO");
		expect(m, got >= -0x10000 && got <= 0xFFFF, "it is no letter, no count and no distance");
		add(&expected, "%d", rows[i].is);
		add(&actual, "%d", got);
		same_text(m, rows[i].rule, actual.s, expected.s);
	}
}

static void windows(struct machine *m)
{
	check(m, 1, 4);
}

static void in_between(struct machine *m)
{
	check(m, 5, 8);
}

static void pool(struct machine *m)
{
	check(m, 9, 12);
}

static const struct test_case cases[] = {
	{ "windows", 4, windows, 0 },
	{ "a handler, and a copy", 4, in_between, 0 },
	{ "the pool", 4, pool, 0 },
	{ 0 }
};

const struct exercise exercise_kmap_atomic_predict = { "kmap-atomic/predict", cases, 0, 0 };
