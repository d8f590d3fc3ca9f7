/* SPDX-License-Identifier: MIT */
/*
 * Exercise address-spaces/ranges. The model is a map of pages, which knows neither edges nor neighbours: a change is a
 * loop over pages, and the ranges are read off it. The pages lie on both sides of 0x80000000.
 */
#include "machine.h"

enum { PAGES = 24, MOST = PAGES + 2, PAGE = 4096, ENTRY = 12, ENOMEM = 12, EINVAL = 22 };

struct entry {
	u32 start, end, rights;
};

/* The rights of each page, from the one at base on; 0: nothing is there. */
struct map {
	u32 rights[PAGES];
};

static u32 base, end_hole, start_hole, count_at;

static void setup(struct machine *m)
{
	end_hole = buffer_at_end(m, 0);
	start_hole = buffer_at_start(m, ENTRY * MOST);
	count_at = buffer_at_end(m, 4);
	base = 0x80000000 - PAGE * between(m, 10, 14);
}

/* ---- The model */

static void set(struct map *map, u32 from, u32 to, u32 rights)
{
	for (u32 i = from; i < to; i++)
		map->rights[i] = rights;
}

static u32 ranges_of(const struct map *map, struct entry *list)
{
	u32 n = 0;

	for (u32 i = 0; i < PAGES; i++) {
		if (map->rights[i] && i && map->rights[i - 1] == map->rights[i])
			list[n - 1].end += PAGE;
		else if (map->rights[i])
			list[n++] = (struct entry){ base + PAGE * i, base + PAGE * (i + 1), map->rights[i] };
	}
	return n;
}

/* ---- In words */

static void add_ranges(struct text *text, const char *before, const struct entry *list, u32 n)
{
	for (u32 i = 0; i < n; i++)
		add(text, "%s0x%08x-0x%08x rights %u", i ? "\n" : before, list[i].start, list[i].end, list[i].rights);
	if (!n)
		add(text, "%sno range", before);
}

static void add_answer(struct text *text, u32 answer)
{
	add(text, answer == (u32)-ENOMEM ? "-ENOMEM" : answer == (u32)-EINVAL ? "-EINVAL" : "%d", answer);
}

/* ---- One call, judged whole */

struct change {
	u32 start, end, rights, max;
};

/* Is the list one that could be? Whether it is the right one, the pages say. */
static const char *order(const struct entry *list, u32 n)
{
	for (u32 i = 0; i < n; i++) {
		if (list[i].start >= list[i].end)
			return "a range is empty, or ends before it begins";
		if (i && list[i - 1].end > list[i].start)
			return list[i - 1].start > list[i].start ? "the ranges are not in order" : "two ranges overlap";
	}
	return 0;
}

static u32 rights_at(const struct entry *list, u32 n, u32 address)
{
	for (u32 i = 0; i < n; i++)
		if (list[i].start <= address && address < list[i].end)
			return list[i].rights;
	return 0;
}

static const char *pages_are(const struct entry *got, u32 n, const struct map *wanted, const struct change *c)
{
	for (u32 i = 0; i < PAGES; i++) {
		u32 page = base + PAGE * i, rights = rights_at(got, n, page);

		if (rights == wanted->rights[i])
			continue;
		if (page >= c->start && page < c->end)
			return "a page from start to end has not the rights that were asked for";
		if (page == c->end && rights == c->rights)
			return "the page at end has changed: it is behind the change, and behind the last range is no range";
		return page < c->start ? rights ? "a page below start has other rights now" : "a page below start is lost" :
		       rights ? "a page behind end has other rights now" : "a page behind end is lost";
	}
	return 0;
}

static const char *what_is_wrong(const struct entry *got, u32 n, const struct map *wanted, const struct change *c)
{
	const char *wrong = order(got, n);

	if (!wrong)
		wrong = pages_are(got, n, wanted, c);
	for (u32 i = 0; i < n && !wrong; i++)
		if (!got[i].rights)
			wrong = "a range has rights 0: where nothing is, there is no range";
		else if (i && got[i - 1].end == got[i].start && got[i - 1].rights == got[i].rights)
			wrong = "two ranges touch and have the same rights: they are one";
	return wrong ? wrong : "a range reaches beyond what was there";
}

/* Whoever reads before the first or behind the last range finds what he would like to join. */
static void lay(struct machine *m, u32 at, const struct entry *list, u32 n, const struct change *c)
{
	const struct entry below = { c->start - PAGE, c->start, c->rights }, above = { c->end, c->end + PAGE, c->rights };

	if (at != start_hole)
		put(m, at - ENTRY, &below, ENTRY);
	for (u32 i = n; i < c->max; i++)
		put(m, at + ENTRY * i, &above, ENTRY);
	put(m, at, list, ENTRY * n);
	put32(m, count_at, n);
}

/* The answer that is due, and, unless that is an error, the map as it is to be. */
static u32 model(struct map *map, u32 max, const struct change *c)
{
	struct map after = *map;
	struct entry list[PAGES];

	if (c->start >= c->end || c->start % PAGE || c->end % PAGE)
		return (u32)-EINVAL;
	set(&after, (c->start - base) / PAGE, (c->end - base) / PAGE, c->rights);
	if (ranges_of(&after, list) > max)
		return (u32)-ENOMEM;
	*map = after;
	return 0;
}

static void check_at(struct machine *m, u32 at, const struct map *map, const struct change *c)
{
	struct map after = *map;
	struct entry before[PAGES], wanted[PAGES], got[MOST];
	u32 had = ranges_of(map, before), answer = model(&after, c->max, c), n = ranges_of(&after, wanted), most = n > had ? n : had, said, now;
	struct text list = { 0 }, g = { 0 }, w = { 0 };

	lay(m, at, before, had, c);
	add_ranges(&list, "\n", before, had);
	input(m, "set_range(r, &n, max %u, 0x%08x, 0x%08x, rights %u); n is %u:%s", c->max, c->start, c->end, c->rights, had, list.s);
	snapshot(m);
	said = call(m, "set_range", at, count_at, c->max, c->start, c->end, c->rights);
	now = get32(m, count_at);
	add_answer(&g, said);
	add_answer(&w, answer);
	if (said != answer)
		same_text(m, answer == (u32)-EINVAL ? "an empty or odd range is not refused" :
			     answer		    ? "there is no room for what comes out, and that is not said" :
			     said == (u32)-ENOMEM   ? "there is room for what comes out, and it says that there is none" :
						      "a change that can be made is refused", g.s, w.s);
	if (answer)
		only_changed(m, "it has failed, and yet it has changed something", 0, 0);
	if (now > c->max)
		same(m, "there are more ranges than there is room for", now, n);
	get(m, at, got, ENTRY * now);
	g.length = w.length = 0;
	add_ranges(&g, "", got, now);
	add_ranges(&w, "", wanted, n);
	same_text(m, what_is_wrong(got, now, &after, c), g.s, w.s);
	only_changed(m, "it changes what is neither *n nor a range, old or new", (struct range[]){ { at, ENTRY * most }, { count_at, 4 } }, 2);
}

static void check(struct machine *m, const struct map *map, struct change c)
{
	check_at(m, start_hole, map, &c);
	check_at(m, end_hole - ENTRY * c.max, map, &c);
}

/* The same in pages, and with some room to spare. */
static void change(struct machine *m, const struct map *map, u32 from, u32 to, u32 rights)
{
	check(m, map, (struct change){ base + PAGE * from, base + PAGE * to, rights, between(m, PAGES - 2, PAGES) });
}

/* ---- Cases */

/* Two kinds of rights, not the same, and none of them 0. */
struct two {
	u32 a, b;
};

static struct two two_rights(struct machine *m)
{
	u32 a = between(m, 1, 7), b = between(m, 1, 6);

	return (struct two){ a, b < a ? b : b + 1 };
}

static void puts_in(struct machine *m)
{
	struct map map = { { 0 } };
	u32 a = two_rights(m).a, from = between(m, 2, 8);

	change(m, &map, from, between(m, from + 1, PAGES - 1), a);
	set(&map, from, from + 2, a);
	set(&map, from + 8, from + 10, a);
	change(m, &map, from - 2, from - 1, a);
	change(m, &map, from + 3, from + between(m, 4, 7), a);
	change(m, &map, from + 11, from + between(m, 12, 14), a);
}

static void replaces(struct machine *m)
{
	struct map map = { { 0 } };
	struct two r = two_rights(m);
	u32 from = between(m, 2, 6), middle = from + between(m, 3, 6), to = middle + between(m, 3, 6);

	set(&map, from, middle, r.a);
	change(m, &map, from, middle, r.b);
	change(m, &map, from, middle, r.a);
	change(m, &map, from - 1, middle + 1, r.b);
	set(&map, middle, to, r.b);
	change(m, &map, from, to, r.a + r.b);
	change(m, &map, from - 2, to + 2, r.a + r.b);
	set(&map, middle - 1, middle + 1, 0);
	change(m, &map, from, to, r.a + r.b);
}

static void cuts(struct machine *m)
{
	struct map map = { { 0 } };
	struct two r = two_rights(m);
	u32 from = between(m, 2, 6), middle = from + between(m, 4, 7), to = middle + between(m, 4, 7);

	set(&map, from, to, r.a);
	change(m, &map, middle - between(m, 1, 3), middle + between(m, 1, 3), r.b);
	change(m, &map, from, middle, r.b);
	change(m, &map, middle, to, r.b);
	change(m, &map, from - 2, middle, r.b);
	change(m, &map, middle, to + 2, r.b);
	set(&map, middle, to, r.b);
	change(m, &map, middle - between(m, 1, 3), middle + between(m, 1, 3), r.a + r.b);
}

static void joins(struct machine *m)
{
	struct map map = { { 0 } };
	struct two r = two_rights(m);
	u32 from = between(m, 2, 6), middle = from + between(m, 3, 5), to = middle + between(m, 3, 5), end = to + between(m, 3, 5);

	set(&map, from, middle, r.a);
	set(&map, to, end, r.a);
	change(m, &map, middle, to - 1, r.a);
	change(m, &map, middle + 1, to, r.a);
	change(m, &map, middle, to, r.a);
	change(m, &map, middle - 1, to + 1, r.a);
	change(m, &map, from + 1, middle - 1, r.a);
	change(m, &map, middle, to, r.b);
	set(&map, middle, to, r.b);
	change(m, &map, middle, to - 1, r.a);
	change(m, &map, middle + 1, to, r.a);
	change(m, &map, middle, to, r.a);
}

static void takes_away(struct machine *m)
{
	struct map map = { { 0 } };
	struct two r = two_rights(m);
	u32 from = between(m, 2, 6), middle = from + between(m, 4, 6), to = middle + between(m, 4, 6);

	change(m, &map, from, to, 0);
	set(&map, from, middle, r.a);
	set(&map, middle, to, r.b);
	change(m, &map, from, middle, 0);
	change(m, &map, middle - 2, middle + 2, 0);
	change(m, &map, from + 1, from + 2, 0);
	change(m, &map, from - 2, to + 2, 0);
	set(&map, middle - 1, middle + 1, 0);
	change(m, &map, middle - 1, middle + 1, 0);
}

/* Just enough, and one less, wherever the call makes more of them. */
static void change_in(struct machine *m, const struct map *map, u32 max, u32 from, u32 to, u32 rights)
{
	check(m, map, (struct change){ base + PAGE * from, base + PAGE * to, rights, max });
}

static void no_room(struct machine *m)
{
	struct map map = { { 0 } };
	struct two r = two_rights(m);
	u32 from = between(m, 2, 6), middle = from + between(m, 4, 6), to = middle + between(m, 4, 6);

	change_in(m, &map, 0, from, to, r.a);
	change_in(m, &map, 1, from, to, r.a);
	set(&map, from, middle, r.a);
	set(&map, middle, to, r.b);
	set(&map, to + 1, to + 3, r.a);
	for (u32 max = 3; max <= 5; max++) {
		change_in(m, &map, max, middle + 1, middle + 3, r.a + r.b);
		change_in(m, &map, max, middle + 1, middle + 3, 0);
		change_in(m, &map, max, middle - 1, middle + 1, r.a + r.b);
		change_in(m, &map, max, from, to, r.a);
		change_in(m, &map, max, from + 1, from + 3, r.a);
		change_in(m, &map, max, from + 1, middle + 1, r.b);
		change_in(m, &map, max, from + 1, middle + 1, r.a);
	}
}

static void odd(struct machine *m)
{
	struct map map = { { 0 } };
	u32 a = two_rights(m).a, from = between(m, 2, 6), page = base + PAGE * from, some = between(m, 1, PAGE - 1), max = between(m, 1, 3);

	set(&map, from, from + 4, a);
	check(m, &map, (struct change){ page, page, a + 1, max });
	check(m, &map, (struct change){ page + PAGE, page, a + 1, max });
	check(m, &map, (struct change){ page + some, page + PAGE, 0, max });
	check(m, &map, (struct change){ page, page + PAGE + some, 0, max });
	check(m, &map, (struct change){ page + some, page + some, 0, max });
	check(m, &map, (struct change){ 0x80000000, 0, a + 1, max });
	check(m, &map, (struct change){ page + PAGE, page + PAGE + some, a + 1, 1 });
	change(m, &map, from + 1, from + 2, a + 1);
}

/* A row: a change. What it is that it changes, earlier rows say. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, PAGES);
	row[1] = below(m, below(m, 2) ? 4 : PAGES);
	row[2] = below(m, 4);
	row[3] = below(m, 6);
	(void)index;
}

static u32 last(const u32 *row)
{
	u32 to = row[0] + 1 + row[1];

	return to < PAGES ? to : PAGES;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "pages %u to %u get rights %u; %s", row[0], last(row) - 1, row[2], row[3] == 5 ? "one range too little room, if it makes more of them" : "room enough");
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	struct map map = { { 0 } };
	struct entry list[PAGES];

	for (; count--; rows += 4) {
		struct map after = map;
		u32 had = ranges_of(&map, list), n;

		set(&after, rows[0], last(rows), rows[2]);
		n = ranges_of(&after, list);
		n = n <= had ? had + rows[3] % 2 : rows[3] == 5 ? n - 1 : n + rows[3] % 2;
		change_in(m, &map, n, rows[0], last(rows), rows[2]);
		map = after;
	}
}

static void any_change(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 30, .rows = 10, .width = 4, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "puts in", 1, puts_in, 0 },
	{ "replaces", 2, replaces, "puts in" },
	{ "cuts", 3, cuts, "puts in" },
	{ "joins", 2, joins, "puts in" },
	{ "takes away", 1, takes_away, "puts in" },
	{ "no room", 2, no_room, "puts in" },
	{ "empty or odd", 1, odd, "puts in" },
	{ "any change", 3, any_change, "puts in" },
	{ 0 }
};

const struct exercise exercise_address_spaces_ranges = { "address-spaces/ranges", cases, setup, 0 };
