/* SPDX-License-Identifier: MIT */
/*
 * paging/predict. The model is a processor's decision, step by step. It is not believed either:
 * tests/exercises/measured.c holds it against what chapter 3's kernel and the host measured.
 */
#include "machine.h"

enum { MAPPINGS = 8, KERNEL_LOAD = 0, KERNEL_STORE, USER_LOAD, USER_STORE, ACCESSES };
enum { OK = -1, TODO = -2 };

static const struct {
	u32 pde, pte;
	const char *name;
} mappings[MAPPINGS] = {
	{ 7, 0, "where the table's entry is 0" },
	{ 7, 6, "where the table's entry has RW and US, but not P" },
	{ 7, 1, "a kernel's page, read-only" },
	{ 7, 3, "a kernel's page, writable" },
	{ 7, 5, "a user's page, read-only" },
	{ 7, 7, "a user's page, writable" },
	{ 5, 7, "a user's page, writable, below a directory entry without RW" },
	{ 3, 7, "a user's page, writable, below a directory entry without US" },
};

/* What the processor does, and by which rule. */
struct decision {
	s32 result;
	const char *rule;
};

static struct decision decide(u32 wp, u32 mapping, u32 access)
{
	u32 pde = mappings[mapping].pde, pte = mappings[mapping].pte;
	bool store = access % 2, user = access / 2;
	s32 code = (store ? 2 : 0) + (user ? 4 : 0);

	if (pte % 2 == 0)
		return (struct decision){ code, "an entry that is not present grants nothing to anybody, whatever its other bits say" };
	if (user && (pde < 4 || pte < 4))
		return (struct decision){ code + 1, "user mode needs US in both entries" };
	if (!store)
		return (struct decision){ OK, user ? "whoever may use a page may read it" : "the kernel may read any page that is present" };
	if (pde / 2 % 2 && pte / 2 % 2)
		return (struct decision){ OK, "both entries grant the store" };
	if (user)
		return (struct decision){ code + 1, "user mode needs RW in both entries to store, whatever WP says" };
	if (wp)
		return (struct decision){ code + 1, "with WP set the kernel needs RW in both entries to store" };
	return (struct decision){ OK, "with WP clear the kernel may store to any page that is present" };
}

s32 paging_predict_model(u32 wp, u32 mapping, u32 access);
s32 paging_predict_model(u32 wp, u32 mapping, u32 access)
{
	return decide(wp, mapping, access).result;
}

static void say(struct text *text, s32 result)
{
	if (result == OK)
		add(text, "OK: no fault");
	else if (result == TODO)
		add(text, "TODO");
	else if (result < 0 || result > 7)
		add(text, "%d", result);
	else
		add(text, "error %d: %s, %s, %s", result, result & 4 ? "user" : "kernel", result & 2 ? "store" : "load",
		    result & 1 ? "forbidden" : "nothing there");
}

static void check(struct machine *m, u32 wp, u32 access)
{
	static const char *const accesses[ACCESSES] = { "the kernel loads from", "the kernel stores to", "user mode loads from", "user mode stores to" };

	for (u32 i = 0; i < MAPPINGS; i++) {
		struct decision right = decide(wp, i, access);
		s32 got = (s32)get32(m, symbol(m, "predicted") + 4 * ((wp * MAPPINGS + i) * ACCESSES + access));
		struct text expected = { 0 }, actual = { 0 };

		input(m, "predicted[%u][%u][%u]: WP is %s, %s %s", wp, i, access, wp ? "set" : "clear", accesses[access], mappings[i].name);
		expect(m, got != TODO, "no prediction yet: this cell is still TODO");
		expect(m, got >= OK && got <= 7, "a prediction is OK or an error code, 0 to 7");
		say(&expected, right.result);
		say(&actual, got);
		same_text(m, right.rule, actual.s, expected.s);
	}
}

static void kernel_loads(struct machine *m)
{
	check(m, 0, KERNEL_LOAD);
	check(m, 1, KERNEL_LOAD);
}

static void kernel_stores_checked(struct machine *m)
{
	check(m, 1, KERNEL_STORE);
}

static void kernel_stores_unchecked(struct machine *m)
{
	check(m, 0, KERNEL_STORE);
}

static void user_loads(struct machine *m)
{
	check(m, 0, USER_LOAD);
	check(m, 1, USER_LOAD);
}

static void user_stores(struct machine *m)
{
	check(m, 0, USER_STORE);
	check(m, 1, USER_STORE);
}

static const struct test_case cases[] = {
	{ "the kernel loads", 2, kernel_loads, 0 },
	{ "the kernel stores, WP set", 2, kernel_stores_checked, 0 },
	{ "the kernel stores, WP clear", 2, kernel_stores_unchecked, 0 },
	{ "user mode loads", 2, user_loads, 0 },
	{ "user mode stores", 2, user_stores, 0 },
	{ 0 }
};

const struct exercise exercise_paging_predict = { "paging/predict", cases, 0, 0 };
