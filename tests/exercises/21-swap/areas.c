/* SPDX-License-Identifier: MIT */
/*
 * Exercise swap/areas. The test keeps areas of its own, and counts in them what it has asked for. Which slot is given it does not know
 * before: it is told, and looks whether that one could be given.
 */
#include "machine.h"

enum { AREAS = 32, MANY = 255, PAGES = 24, NONE = AREAS };
enum { PRESENT = 1, OF_A_FILE = 0x40, NO_RIGHTS = 0x80, TYPE_SHIFT = 1, SLOT_SHIFT = 8 };

static struct {
	struct area {
		s32 prio;
		u32 at, max, free;   /* at: the learner's map */
		u32 gave, free_since; /* when: gave is 0 if it has not, since the turn began */
		u8 map[PAGES];
	} area[AREAS];
	u32 areas, now;
	s32 prio; /* of the area that gave last */
} s;

static void setup(struct machine *m)
{
	(void)m;
	s.areas = s.now = 0;
}

static u32 entry_of(u32 type, u32 slot)
{
	return type << TYPE_SHIFT | slot << SLOT_SHIFT;
}

/* ---- What must be true between two calls */

static void begin(struct machine *m)
{
	s.now++;
	snapshot(m);
}

static void end(struct machine *m)
{
	struct range ranges[AREAS];
	u8 map[PAGES];
	u32 all = 0;

	for (u32 i = 0; i < s.areas; i++) {
		const struct area *a = &s.area[i];

		get(m, a->at, map, a->max);
		for (u32 slot = 0; slot < a->max; slot++)
			if (map[slot] != a->map[slot])
				fail(m, "the map is wrong: slot %u of area %u is named by %u, and its count is %u", slot, i, a->map[slot], map[slot]);
		all += a->free;
		ranges[i] = (struct range){ a->at, a->max };
	}
	only_changed(m, "it changes something that is no map's", ranges, s.areas);
	same(m, "nr_swap_pages, the free slots of all areas", get32(m, symbol(m, "nr_swap_pages")), all);
}

/* ---- Calls, judged */

static void new_turn(void)
{
	for (u32 i = 0; i < s.areas; i++)
		s.area[i].gave = 0;
}

static void add_area(struct machine *m, s32 prio, u32 max)
{
	u32 at = buffer(m, max);
	s32 got;

	input(m, "add_swap_area, priority %d, %u pages; there are %u areas", prio, max, s.areas);
	for (u32 i = 0; i < max; i++)
		put(m, at + i, (u8[]){ (u8)(1 + below(m, MANY)) }, 1);
	begin(m);
	got = (s32)call(m, "add_swap_area", (u32)prio, at, max);
	if (s.areas == AREAS) {
		if (got != -1)
			fail(m, "there are thirty-two, and no number for another area: the answer is %d, and should be -1", got);
		end(m);
		return;
	}
	if (got != (s32)s.areas)
		fail(m, "areas are numbered as they come: the answer is %d, and should be %u", got, s.areas);
	s.area[s.areas++] = (struct area){ .prio = prio, .at = at, .max = max, .free = max - 1, .free_since = s.now };
	new_turn();
	end(m);
}

/* The highest priority of those that have a free slot; NONE: there is none. */
static u32 best(void)
{
	u32 found = NONE;

	for (u32 i = 0; i < s.areas; i++)
		if (s.area[i].free && (found == NONE || s.area[i].prio > s.area[found].prio))
			found = i;
	return found;
}

/* Area i gives. Which other one has waited for it since i gave last? */
static u32 passed_over(u32 i)
{
	const struct area *a = &s.area[i], *other;

	for (u32 k = 0; k < s.areas && a->gave; k++) {
		other = &s.area[k];
		if (k != i && other->prio == a->prio && other->free && other->free_since < a->gave && other->gave < a->gave)
			return k;
	}
	return NONE;
}

static void take(struct machine *m, u32 type, u32 slot)
{
	struct area *a = &s.area[type];

	if (a->prio != s.prio)
		new_turn();
	s.prio = a->prio;
	a->gave = s.now;
	a->map[slot] = 1;
	a->free--;
	end(m);
}

static void show_areas(struct machine *m, struct text *t)
{
	(void)m;
	for (u32 i = 0; i < s.areas; i++)
		add(t, "%s%u: priority %d, %u free of %u", i ? "; " : "", i, s.area[i].prio, s.area[i].free, s.area[i].max - 1);
}

/* The entry, which somebody has now; or 0. */
static u32 get_one(struct machine *m)
{
	u32 got, type, slot, should = best(), other;
	struct text t = { 0 };

	show_areas(m, &t);
	input(m, "get_swap_page; areas: %s", t.s);
	begin(m);
	got = call(m, "get_swap_page");
	type = got >> TYPE_SHIFT & (AREAS - 1);
	slot = got >> SLOT_SHIFT;
	if (should == NONE) {
		if (got)
			fail(m, "no slot is free, and it gives slot %u of area %u", slot, type);
		end(m);
		return 0;
	}
	if (!got)
		fail(m, "the answer is 0, which is no slot's entry, and area %u has a free slot", should);
	if (got != entry_of(type, slot))
		fail(m, "0x%08x is no entry: one of the bits 0, 6 and 7 is set", got);
	if (type >= s.areas)
		fail(m, "it gives a slot of area %u, which there is not", type);
	if (!slot)
		fail(m, "it gives slot 0, which is the page at the beginning of area %u", type);
	if (slot >= s.area[type].max)
		fail(m, "it gives slot %u of area %u, which ends before it", slot, type);
	if (s.area[type].map[slot])
		fail(m, "it gives slot %u of area %u, which is named by %u", slot, type, s.area[type].map[slot]);
	if (s.area[type].prio != s.area[should].prio)
		fail(m, "it gives a slot of area %u, and area %u has a free one and a higher priority", type, should);
	other = passed_over(type);
	if (other != NONE)
		fail(m, "not in turn: area %u gives again, and area %u of the same priority had a free slot all the while, and has not given", type, other);
	take(m, type, slot);
	return got;
}

static u8 *count_of(u32 entry)
{
	return &s.area[entry >> TYPE_SHIFT & (AREAS - 1)].map[entry >> SLOT_SHIFT];
}

/* Once more: of a slot that somebody names. */
static void name_it(struct machine *m, u32 entry)
{
	u8 *count = count_of(entry);

	input(m, "swap_duplicate of 0x%08x, which is named by %u", entry, *count);
	begin(m);
	if (!(call(m, "swap_duplicate", entry) & 0xFF))
		fail(m, "somebody names the slot, and the answer is false");
	*count += *count < MANY;
	end(m);
}

static void let_go(struct machine *m, u32 entry)
{
	struct area *a = &s.area[entry >> TYPE_SHIFT & (AREAS - 1)];
	u8 *count = count_of(entry);

	input(m, "swap_free of 0x%08x, which is named by %u", entry, *count);
	begin(m);
	call(m, "swap_free", entry);
	*count -= *count < MANY;
	if (!*count && !a->free++)
		a->free_since = s.now;
	end(m);
}

/* A word that names no slot which somebody names. */
static void no_slot(struct machine *m, u32 word, const char *why)
{
	input(m, "swap_duplicate of 0x%08x: %s", word, why);
	begin(m);
	if (call(m, "swap_duplicate", word) & 0xFF)
		fail(m, "nobody names it, and swap_duplicate answers true: %s", why);
	end(m);
	input(m, "swap_free of 0x%08x: %s", word, why);
	begin(m);
	call(m, "swap_free", word);
	end(m);
}

/* ---- Slots that somebody names, or nobody */

/* The n-th of those of an area whose count is so, or is not; 0: there is none. */
static u32 nth(u32 type, u32 n, bool named)
{
	for (u32 slot = 1; slot < s.area[type].max; slot++)
		if (!s.area[type].map[slot] != named && !n--)
			return entry_of(type, slot);
	return 0;
}

static u32 named_in(struct machine *m, u32 type)
{
	const struct area *a = &s.area[type];
	u32 named = a->max - 1 - a->free;

	return named ? nth(type, below(m, named), true) : 0;
}

/* Of any area. */
static u32 any_named(struct machine *m)
{
	u32 first = below(m, s.areas), entry = 0;

	for (u32 i = 0; i < s.areas && !entry; i++)
		entry = named_in(m, (first + i) % s.areas);
	return entry;
}

/* The slot is free when this returns, whoever named it. */
static void free_whole(struct machine *m, u32 entry)
{
	while (*count_of(entry))
		let_go(m, entry);
}

static void take_all(struct machine *m)
{
	while (get_one(m))
		;
}

/* ---- Cases */

static void an_entry(struct machine *m, u32 type, u32 slot)
{
	u32 is, got;

	input(m, "type %u, slot %u", type, slot);
	got = call(m, "swp_entry", type, slot);
	if (got & PRESENT)
		fail(m, "bit 0 of the entry is set: the processor takes the page for present");
	if (got & NO_RIGHTS)
		fail(m, "bit 7 of the entry is set: it says that the page is there, without rights");
	if (got & OF_A_FILE)
		fail(m, "bit 6 of the entry is set: it says that the page is a file's");
	is = entry_of(type, slot);
	same_hex(m, "the entry has another type, or another slot", got, is);
	input(m, "the entry 0x%08x", is);
	same(m, "the type of the entry", call(m, "swp_type", is), type);
	same(m, "the slot of the entry", call(m, "swp_offset", is), slot);
}

static void entries(struct machine *m)
{
	for (u32 bit = 0; bit < 24; bit++)
		an_entry(m, below(m, AREAS), 1U << bit);
	for (u32 type = 0; type < AREAS; type++)
		an_entry(m, type, between(m, 1, 0xFFFFFF));
	an_entry(m, AREAS - 1, 0xFFFFFF);
}

static void one_area(struct machine *m)
{
	u32 entry, names;

	add_area(m, (s32)any(m), between(m, 5, PAGES));
	take_all(m);
	for (u32 i = 0; i < 6; i++) {
		entry = named_in(m, 0);
		names = between(m, 1, 4);
		for (u32 k = 0; k < names; k++)
			name_it(m, entry);
		for (u32 k = 0; k < names; k++)
			let_go(m, entry);
		get_one(m);
		let_go(m, entry);
		if (i % 2)
			free_whole(m, any_named(m));
		take_all(m);
	}
	for (u32 i = s.area[0].max - 1; i; i--)
		free_whole(m, named_in(m, 0));
	take_all(m);
}

/* Every name, up to so many, and then no more. */
static void names(struct machine *m, u32 entry, u32 n)
{
	while (*count_of(entry) < n)
		name_it(m, entry);
}

static void many_names(struct machine *m)
{
	u32 few, many;

	add_area(m, (s32)any(m), between(m, 3, 5));
	take_all(m);
	few = nth(0, 0, true);
	many = nth(0, 1, true);
	if (below(m, 2)) {
		u32 other = few;

		few = many;
		many = other;
	}
	names(m, few, MANY - 1);
	names(m, many, MANY);
	name_it(m, many);
	for (u32 i = between(m, 2, 4); i; i--)
		let_go(m, many);
	name_it(m, many);
	free_whole(m, few);
	take_all(m);
}

static s32 a_priority(struct machine *m, u32 rank)
{
	return (s32)rank * 1000 - 3000 + (s32)below(m, 500);
}

/* Six areas, each of a priority of its own: below 0, and above. One has no slot at all. */
static void priorities(struct machine *m)
{
	u32 ranks[6] = { 0, 1, 2, 3, 4, 5 }, empty = below(m, 5);

	shuffle(m, ranks, 6);
	if (ranks[1] == 5) { /* whoever asks in the order in which they came begins with one of the first two */
		ranks[1] = ranks[2];
		ranks[2] = 5;
	}
	if (ranks[0] == 5) {
		ranks[0] = ranks[3];
		ranks[3] = 5;
	}
	for (u32 i = 0; i < 6; i++)
		add_area(m, a_priority(m, ranks[i]), ranks[i] == empty ? 1 : between(m, 3, 6));
	take_all(m);
	for (u32 i = 0; i < 12; i++) {
		for (u32 k = between(m, 1, 3); k; k--)
			free_whole(m, any_named(m));
		get_one(m);
	}
	for (u32 i = 0; i < 6; i++)
		if (i != empty)
			free_whole(m, any_named(m));
	get_one(m);
	add_area(m, a_priority(m, 8), 3);
	add_area(m, a_priority(m, below(m, 6)), 3);
	take_all(m);
}

/* Four of one priority among others: one before them, one behind. */
static void in_turn(struct machine *m)
{
	u32 kinds[6] = { 0, 1, 1, 1, 1, 2 }, sizes[6] = { 4, 5, 6, 7, 8, 9 };
	s32 prio = (s32)below(m, 200) - 100;

	shuffle(m, kinds, 6);
	shuffle(m, sizes, 6);
	for (u32 i = 0; i < 6; i++)
		add_area(m, kinds[i] == 1 ? prio : kinds[i] ? prio - 1 : prio + 1, sizes[i]);
	take_all(m);
	for (u32 round = 0; round < 4; round++) {
		for (u32 i = 0; i < 6; i++)
			for (u32 k = kinds[i] == 1 ? between(m, 1, 3) : round; k; k--)
				if (named_in(m, i))
					free_whole(m, named_in(m, i));
		for (u32 i = 0; i < 3; i++) {
			get_one(m);
			free_whole(m, any_named(m));
		}
		take_all(m);
	}
}

static void thirty_two(struct machine *m)
{
	for (u32 i = 0; i < AREAS; i++)
		add_area(m, (s32)below(m, 4), between(m, 2, 4));
	add_area(m, 9, 4);
	take_all(m);
	add_area(m, 9, 4);
	for (u32 i = 0; i < AREAS; i++)
		free_whole(m, any_named(m));
	take_all(m);
}

static void nobodys(struct machine *m)
{
	u32 areas = between(m, 3, 6), entry, type;

	for (u32 i = 0; i < areas; i++)
		add_area(m, (s32)below(m, 3), between(m, 6, 12));
	for (u32 i = 3 * areas; i; i--)
		get_one(m);
	for (u32 i = 0; i < 4; i++) {
		entry = any_named(m);
		type = entry >> TYPE_SHIFT & (AREAS - 1);
		no_slot(m, 0, "it is empty");
		no_slot(m, entry | PRESENT, "bit 0 is set");
		no_slot(m, entry | OF_A_FILE, "bit 6 is set");
		no_slot(m, entry | NO_RIGHTS, "bit 7 is set");
		no_slot(m, entry_of(type, 0), "page 0 is no slot");
		no_slot(m, entry_of(type, s.area[type].max), "the area ends there");
		no_slot(m, entry_of(type, s.area[type].max + between(m, 1, 50)), "the area has ended");
		no_slot(m, entry_of(type, (entry >> SLOT_SHIFT) + (1U << between(m, 16, 23))), "no area here has so many pages");
		no_slot(m, entry_of(between(m, areas, AREAS - 1), entry >> SLOT_SHIFT), "there is no such area");
		free_whole(m, entry);
		no_slot(m, entry, "the slot is free");
	}
	take_all(m);
}

/* ---- Whatever comes */

enum { ADD, GET, NAME, LET_GO, WORD, KINDS };

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = index < 3 || !below(m, 12) ? ADD : between(m, GET, WORD);
	row[1] = any(m);
	row[2] = below(m, 8);
}

static void show(struct text *text, const u32 *row)
{
	static const char *const what[KINDS] = { "an area is added", "a slot is wanted", "a slot is named once more", "a slot is named once less", "a word that was found" };

	add(text, "%s", what[row[0] % KINDS]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count; count--, rows += 3) {
		u32 kind = rows[0] % KINDS, type = s.areas ? rows[1] % s.areas : 0, entry = 0;

		for (u32 i = 0; i < s.areas && !entry; i++)
			entry = nth((type + i) % s.areas, rows[2], true);
		if (kind == ADD)
			add_area(m, (s32)(rows[1] % 5) - 2, 1 + rows[2]);
		else if (kind == GET || (kind != WORD && !entry))
			get_one(m);
		else if (kind == NAME)
			name_it(m, entry);
		else if (kind == LET_GO)
			let_go(m, entry);
		else if (s.areas && nth(type, rows[2], false))
			no_slot(m, nth(type, rows[2], false), "the slot is free");
	}
}

static void any_script(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 10, .rows = 60, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "an entry", 3, entries, 0 },
	{ "one area", 3, one_area, 0 },
	{ "many names", 2, many_names, "one area" },
	{ "priorities", 3, priorities, "one area" },
	{ "in turn", 3, in_turn, "priorities" },
	{ "thirty-two", 1, thirty_two, "priorities" },
	{ "nobody's", 3, nobodys, "one area" },
	{ "any script", 2, any_script, "one area" },
	{ 0 }
};

const struct exercise exercise_swap_areas = { "swap/areas", cases, setup, 0 };
