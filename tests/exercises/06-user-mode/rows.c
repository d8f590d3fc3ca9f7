/* SPDX-License-Identifier: MIT */
/*
 * user-mode/rows. The model is what the processor and the kernel decide, step by step. It is not believed either:
 * tests/exercises/measured.c holds it against what chapter 6's kernel measured.
 */
#include "machine.h"

enum { WORDS = 5, LOAD = 0, STORE, JUMP, GET, PUT, ACCESSES };
enum { OK = -1, EFAULT = -14, TODO = -2 };

static const struct {
	bool present, rw, us; /* of the page that says no, if one does */
	bool inside;          /* all four bytes lie below 3 GiB */
	const char *name;
} words[WORDS] = {
	{ true, true, true, true, "a variable of the program's" },
	{ true, false, true, true, "the program's code" },
	{ true, true, false, false, "a word of the kernel's" },
	{ false, false, false, true, "a page where nothing is" },
	{ true, true, false, false, "a word of which one byte is the stack's and three are the kernel's" },
};

struct decision {
	s32 result;
	const char *rule;
};

static struct decision decide(u32 wp, u32 word, u32 access)
{
	s32 code = 4 + (access == STORE ? 2 : 0);
	bool store = access == STORE || access == PUT;

	if (access >= GET && !words[word].inside)
		return (struct decision){ EFAULT, "the kernel touches nothing for a program that does not lie below 3 GiB with all its bytes" };
	if (!words[word].present)
		return (struct decision){ access < GET ? code : EFAULT, "where nothing is there is no access, and the kernel survives the fault and says so" };
	if (access < GET && !words[word].us)
		return (struct decision){ code + 1, "user mode needs the user bit for each byte" };
	if (!store || words[word].rw)
		return (struct decision){ OK, access == JUMP ? "whatever user mode may load, it may execute" : "both the entry and the kernel allow it" };
	if (access == STORE)
		return (struct decision){ code + 1, "user mode needs RW to store, whatever WP says" };
	if (wp)
		return (struct decision){ EFAULT, "with WP set the kernel needs RW to store, and says that it could not" };
	return (struct decision){ OK, "with WP clear the kernel may store to any page that is present" };
}

s32 user_mode_rows_model(u32 wp, u32 word, u32 access);
s32 user_mode_rows_model(u32 wp, u32 word, u32 access)
{
	return decide(wp, word, access).result;
}

static void say(struct text *text, s32 result)
{
	if (result == OK)
		add(text, "OK");
	else if (result == EFAULT)
		add(text, "EFAULT");
	else
		add(text, result >= 0 && result <= 7 ? "error %d" : "%d", result);
}

static void check(struct machine *m, u32 access)
{
	static const char *const accesses[ACCESSES] = { "the program loads", "the program stores to", "the program jumps to",
							"the kernel is asked to load", "the kernel is asked to store to" };

	for (u32 i = 0; i < 2 * WORDS; i++) {
		u32 wp = i / WORDS, word = i % WORDS;
		struct decision right = decide(wp, word, access);
		s32 got = (s32)get32(m, symbol(m, "predicted") + 4 * (i * ACCESSES + access));
		struct text expected = { 0 }, actual = { 0 };

		input(m, "predicted[%u][%u][%u]: WP is %s, %s %s", wp, word, access, wp ? "set" : "clear", accesses[access], words[word].name);
		expect(m, got != TODO, "no prediction yet: this cell is still TODO");
		expect(m, got == EFAULT || (got >= OK && got <= 7), "a prediction is OK, EFAULT or an error code, 0 to 7");
		say(&expected, right.result);
		say(&actual, got);
		same_text(m, right.rule, actual.s, expected.s);
	}
}

static void loads(struct machine *m)
{
	check(m, LOAD);
}

static void stores(struct machine *m)
{
	check(m, STORE);
}

static void jumps(struct machine *m)
{
	check(m, JUMP);
}

static void kernel_loads(struct machine *m)
{
	check(m, GET);
}

static void kernel_stores(struct machine *m)
{
	check(m, PUT);
}

static const struct test_case cases[] = {
	{ "the program loads", 2, loads, 0 },
	{ "the program stores", 2, stores, 0 },
	{ "the program jumps", 2, jumps, 0 },
	{ "the kernel loads for it", 2, kernel_loads, 0 },
	{ "the kernel stores for it", 2, kernel_stores, 0 },
	{ 0 }
};

const struct exercise exercise_user_mode_rows = { "user-mode/rows", cases, 0, 0 };
