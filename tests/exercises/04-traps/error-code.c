/* SPDX-License-Identifier: MIT */
/* traps/error-code. The model counts in divisions; the structure lies where no byte follows it. */
#include "machine.h"

enum { NONE, PAGE, SELECTOR };
enum { GDT, LDT, IDT };
enum { KIND, USER, WRITE, PRESENT, TABLE, INDEX, EXTERNAL, FIELDS };

struct reading {
	u32 f[FIELDS];
};

static struct reading model(u32 vector, u32 error)
{
	struct reading r = { { NONE } };
	u32 code = error % 65536;

	if (vector == 14) {
		r.f[KIND] = PAGE;
		r.f[PRESENT] = code % 2;
		r.f[WRITE] = code / 2 % 2;
		r.f[USER] = code / 4 % 2;
	}
	if ((vector == 10 || vector == 11 || vector == 12 || vector == 13) && code != 0) {
		r.f[KIND] = SELECTOR;
		r.f[EXTERNAL] = code % 2;
		r.f[TABLE] = code / 2 % 2 ? IDT : code / 4 % 2 ? LDT : GDT;
		r.f[INDEX] = code / 8;
	}
	return r;
}

/* ---- In words, a line for each field, so that only what differs is marked */

/* A number, unless it is what the structure held before the call. */
static void add_number(struct text *text, const char *name, u32 value)
{
	if (value == 0xA5A5A5A5)
		add(text, "%s not set\n", name);
	else
		add(text, "%s %u\n", name, value);
}

static void add_choice(struct text *text, const char *name, u32 value, const char *const *words, u32 count)
{
	if (value < count)
		add(text, "%s %s\n", name, words[value]);
	else
		add_number(text, name, value);
}

static void describe(struct text *text, struct reading r)
{
	static const char *const kinds[] = { "ERROR_NONE", "ERROR_PAGE", "ERROR_SELECTOR" };
	static const char *const tables[] = { "TABLE_GDT", "TABLE_LDT", "TABLE_IDT" };

	add_choice(text, "kind    ", r.f[KIND], kinds, 3);
	add_number(text, "user    ", r.f[USER]);
	add_number(text, "write   ", r.f[WRITE]);
	add_number(text, "present ", r.f[PRESENT]);
	if (r.f[KIND] == SELECTOR)
		add_choice(text, "table   ", r.f[TABLE], tables, 3);
	else
		add_number(text, "table   ", r.f[TABLE]);
	add_number(text, "index   ", r.f[INDEX]);
	add_number(text, "external", r.f[EXTERNAL]);
}

static const char *what_is_wrong(struct reading got, struct reading want)
{
	static const char *const causes[FIELDS] = {
		"the kind is wrong", "user is wrong", "write is wrong", "present is wrong", "the table is wrong", "the index is wrong",
		"external is wrong",
	};

	for (u32 i = 0; i < FIELDS; i++) {
		bool ours = i == KIND || (want.f[KIND] == PAGE && i <= PRESENT) || (want.f[KIND] == SELECTOR && i >= TABLE);

		if (got.f[i] != want.f[i])
			return ours ? causes[i] : "a field that does not belong to this kind is not 0";
	}
	return "nothing is wrong";
}

static u32 e; /* the structure: behind it is no memory */

static void setup(struct machine *m)
{
	e = buffer_at_end(m, sizeof(struct reading));
}

static void check(struct machine *m, u32 vector, u32 error)
{
	struct reading want = model(vector, error), got;
	struct text expected = { 0 }, actual = { 0 };

	input(m, "read_error(%u, 0x%08x, &e)", vector, error);
	fill(m, e, 0xA5, sizeof(got));
	snapshot(m);
	call(m, "read_error", vector, error, e);
	get(m, e, &got, sizeof(got));
	describe(&expected, want);
	describe(&actual, got);
	same_text(m, what_is_wrong(got, want), actual.s, expected.s);
	only_changed(m, "it changes more than *e", (struct range[]){ { e, sizeof(got) } }, 1);
}

/* ---- Cases. Each holds codes of two kinds, so that a constant is not enough. */

/* What is above the three lowest bits of a code: an entry's place in its table. */
static u32 entry(struct machine *m)
{
	return 8 * between(m, 1, 0x1FFF);
}

/* One of the vectors whose code names a selector. */
static u32 any_vector(struct machine *m)
{
	return between(m, 10, 13);
}

static u32 upper(struct machine *m)
{
	return between(m, 1, 0xFFFF) << 16;
}

static void page_faults(struct machine *m)
{
	for (u32 code = 0; code < 8; code++)
		check(m, 14, code);
	check(m, 14, 0xFFFF);
	check(m, 14, entry(m));
	check(m, 14, entry(m) + below(m, 8));
}

static void selectors(struct machine *m)
{
	check(m, any_vector(m), entry(m));
	check(m, any_vector(m), entry(m) + 4);
	for (u32 vector = 10; vector < 14; vector++)
		check(m, vector, entry(m));
	check(m, any_vector(m), 0xFFF8);
	check(m, any_vector(m), 0x0008);
	check(m, any_vector(m), 0x0004);
}

static void gates(struct machine *m)
{
	check(m, any_vector(m), entry(m) + 2);
	check(m, any_vector(m), entry(m) + 6);
	check(m, any_vector(m), 0x0002);
	check(m, any_vector(m), 0x0006);
	check(m, any_vector(m), entry(m));
}

static void from_outside(struct machine *m)
{
	check(m, any_vector(m), entry(m) + 3);
	check(m, any_vector(m), entry(m) + 1);
	check(m, any_vector(m), entry(m) + 5);
	check(m, any_vector(m), 0x0001);
}

static void nothing_named(struct machine *m)
{
	for (u32 vector = 10; vector < 14; vector++)
		check(m, vector, 0);
	check(m, any_vector(m), entry(m));
}

static void other_vectors(struct machine *m)
{
	for (u32 vector = 0; vector < 32; vector++)
		if (vector < 10 || vector > 14)
			check(m, vector, entry(m) + 1);
	check(m, any_vector(m) + 256, entry(m));
	check(m, 0xFFFFFFFF, 7);
	check(m, 14, below(m, 8));
}

static void upper_half(struct machine *m)
{
	check(m, any_vector(m), upper(m) + entry(m));
	check(m, any_vector(m), upper(m));
	check(m, any_vector(m), 0x00010000);
	check(m, 14, upper(m));
	check(m, 14, upper(m) + 7);
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 20);
	row[1] = any(m);
	(void)index;
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	if (count)
		check(m, row[0], row[1]);
}

static void show(struct text *text, const u32 *row)
{
	add(text, "vector %u, error code 0x%08x", row[0], row[1]);
}

static void any_code(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 1, .width = 2, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "page faults", 2, page_faults, 0 },
	{ "selectors", 2, selectors, 0 },
	{ "gates", 1, gates, "selectors" },
	{ "from outside", 1, from_outside, "selectors" },
	{ "nothing named", 1, nothing_named, "selectors" },
	{ "other vectors", 1, other_vectors, "page faults" },
	{ "the upper half", 1, upper_half, "selectors" },
	{ "any code", 1, any_code, "selectors" },
	{ 0 }
};

const struct exercise exercise_traps_error_code = { "traps/error-code", cases, setup, 0 };
