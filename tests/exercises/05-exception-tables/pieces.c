/* SPDX-License-Identifier: MIT */
/* Exercise exception-tables/pieces: adding up what strangers say. */
#include "machine.h"

enum { MOST = 1024, EFAULT = 14, EINVAL = 22 };

struct piece {
	u32 address, length;
};

/* With as many bits as it takes. */
static u32 model(const struct piece *list, u32 count, u32 limit)
{
	u64 sum = 0;

	if (count > MOST)
		return (u32)-EINVAL;
	for (u32 i = 0; i < count; i++) {
		if ((u64)list[i].address + list[i].length > limit)
			return (u32)-EFAULT;
		sum += list[i].length;
		if (sum > 0x7FFFFFFF)
			return (u32)-EINVAL;
	}
	return (u32)sum;
}

static void add_answer(struct text *text, u32 answer)
{
	if (answer == (u32)-EFAULT)
		add(text, "-EFAULT");
	else if (answer == (u32)-EINVAL)
		add(text, "-EINVAL");
	else
		add(text, "%d", answer);
}

/* Memory that ends here; each list is laid before it. */
static u32 hole;

static void setup(struct machine *m)
{
	hole = buffer_at_end(m, 0);
}

static void check(struct machine *m, const struct piece *list, u32 count, u32 limit)
{
	u32 wanted = model(list, count, limit), at = hole - (count <= MOST ? 8 * count : 0), got;
	struct text said = { 0 }, g = { 0 }, w = { 0 };

	if (count <= MOST)
		put(m, at, list, 8 * count);
	add(&said, "%u piece%s", count, count == 1 ? "" : "s");
	for (u32 i = 0; i < count && count <= MOST && i < 4; i++)
		add(&said, "%s 0x%08x + 0x%x", i ? "," : ":", list[i].address, list[i].length);
	input(m, "check_pieces with limit 0x%08x, %s%s", limit, said.s, count > 4 ? ", ..." : "");
	snapshot(m);
	got = call(m, "check_pieces", at, count, limit);
	add_answer(&g, got);
	add_answer(&w, wanted);
	same_text(m, wanted < 0x80000000 ? "a good list is not added up as it should be" : got != (u32)-EFAULT && got != (u32)-EINVAL ? "a bad list is let through" : "it is the wrong error", g.s, w.s);
	only_changed(m, "it changes the list", 0, 0);
}

#define CHECK(limit, ...) check(m, (const struct piece[]){ __VA_ARGS__ }, sizeof((const struct piece[]){ __VA_ARGS__ }) / 8, limit)

/* Somewhere, not near any limit but the smaller ones, with room for a length. */
static u32 place(struct machine *m)
{
	return 0x40000000 + below(m, 0x10000000);
}

static u32 length(struct machine *m)
{
	return between(m, 2, 0x10000);
}

/* A thread's that may name little. */
static u32 small_limit(struct machine *m)
{
	return between(m, 0x4000, 0xFFFF);
}

static void sums(struct machine *m)
{
	u32 n = length(m), limit = small_limit(m);

	CHECK(0xC0000000, { place(m), length(m) });
	CHECK(0xC0000000, { place(m), length(m) }, { 0x1000, 1 }, { 0xC0000000 - n, n });
	CHECK(0xC0000000, { place(m), 0 }, { 0xC0000000, 0 }, { 0x1000, length(m) });
	CHECK(limit, { limit - 0x1000, 0x1000 }, { limit, 0 });
}

static void beyond(struct machine *m)
{
	u32 n = length(m), limit = small_limit(m);

	CHECK(0xC0000000, { 0xC0000000, n });
	CHECK(0xC0000000, { 0xC0000000 - n, n + 1 });
	CHECK(0xC0000000, { place(m), length(m) }, { 0xC0000000 + n, length(m) });
	CHECK(0xC0000000, { 0xC0000001, 0 });
	CHECK(0xC0000000, { 0xC0000000 - n, n });
	CHECK(limit, { limit - 0x1000, 0x1001 });
	CHECK(limit, { place(m), length(m) });
}

static void wraps(struct machine *m)
{
	u32 up = length(m), at = place(m);

	CHECK(0xC0000000, { 0 - up, up + length(m) });
	CHECK(0xC0000000, { up, 0 - up });
	CHECK(0xC0000000, { at, 0 - at });
	CHECK(0xC0000000, { 1, 0xFFFFFFFF });
}

static void sum_too_large(struct machine *m)
{
	u32 n = length(m);

	CHECK(0xFFFFFFFF, { place(m), 0x7FFFFFFF });
	CHECK(0xFFFFFFFF, { place(m), 0x80000000 });
	CHECK(0xFFFFFFFF, { place(m), 0x7FFFFFFF - n }, { place(m), n + 1 });
	CHECK(0xFFFFFFFF, { place(m), 0x7FFFFFFF - n }, { 5, n }, { 7, 0 });
	CHECK(0xFFFFFFFF, { 0, 0x7FFFFFFF }, { 0, 0x7FFFFFFF }, { 0, 2 + n });
	CHECK(0xC0000000, { 0, 0xB0000000 + n }, { 0, 0xB0000000 });
}

/* Before the list is looked at: there is none behind it. */
static void too_many(struct machine *m)
{
	static struct piece list[MOST];

	for (u32 i = 0; i < MOST; i++)
		list[i] = (struct piece){ place(m), length(m) };
	check(m, list, 1023, 0xC0000000);
	check(m, list, MOST, 0xC0000000);
	check(m, list, MOST + 1, 0xC0000000);
	check(m, list, 0xFFFFFFFF, 0xC0000000);
}

static void first_mistake(struct machine *m)
{
	CHECK(0xC0000000, { 0, 0x7FFFFFFF }, { 0, 1 }, { 0xC0000000, 1 });
	CHECK(0xC0000000, { 0, 0x7FFFFFFF }, { 0xC0000000, 1 }, { 0, 1 });
	CHECK(0xC0000000, { 0, 0x7FFFFFFF }, { 0xBFFFFFFF, 0x90000000 });
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	static const u32 edges[] = { 0, 1, 0x7FFFFFFF, 0x80000000, 0xBFFFFFFF, 0xC0000000, 0xFFFFFFFF };

	row[0] = below(m, 3) ? any(m) >> below(m, 32) : edges[below(m, 7)];
	row[1] = below(m, 3) ? any(m) >> below(m, 32) : edges[below(m, 7)];
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "0x%08x + 0x%x", row[0], row[1]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	struct piece list[8];

	for (u32 i = 0; i < count && i < 8; i++)
		list[i] = (struct piece){ rows[2 * i], rows[2 * i + 1] };
	check(m, list, count < 8 ? count : 8, 0xC0000000);
	check(m, list, count < 8 ? count : 8, 0x80000000);
	/* One that is good for sure, so that refusing everything is no way to pass. */
	CHECK(0xC0000000, { 0x1000 + count, 3 + count });
}

static void any_list(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 4, .width = 2, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "adds up", 2, sums, 0 },
	{ "beyond the limit", 3, beyond, "adds up" },
	{ "around the top", 3, wraps, "adds up" },
	{ "too large a sum", 2, sum_too_large, "adds up" },
	{ "too many pieces", 2, too_many, "adds up" },
	{ "the first mistake decides", 1, first_mistake, "adds up" },
	{ "any list", 2, any_list, "adds up" },
	{ 0 }
};

const struct exercise exercise_exception_tables_pieces = { "exception-tables/pieces", cases, setup, 0 };
