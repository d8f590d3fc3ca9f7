/* SPDX-License-Identifier: MIT */
/*
 * processes/predict. What is answered is not believed because it stands here: tests/exercises/measured.c holds it against what the
 * program `household` has told this chapter's kernel.
 */
#include "machine.h"

enum { ROWS = 12, TODO = 99999 };

static const struct row {
	s32 is;
	const char *question, *rule;
} rows[ROWS] = {
	{ 7, "number is 7, fork; the parent stores 9, and the child, which naps, finds in number", "the child has a copy, made at the fork: nothing that is stored later is in it" },
	{ 9, "number is 7, clone with CLONE_VM; the parent stores 9, and the child, which naps, finds in number",
	  "there is one memory, and so there is one number: whoever looks finds what was stored last" },
	{ 8, "number is 7, vfork; the child stores 8, its own child by fork stores 9: the parent finds in number",
	  "the child stores to the parent's memory, and its child to a copy of that" },
	{ 768, "a child calls exit with 256 + 3: its status", "of what exit is given a byte is left, and that stands in the second byte of the status" },
	{ 768, "a child has called exit with 3, and is sent SIGKILL before anybody waits for it: its status", "a zombie has ended already, and its status is what it ended with" },
	{ 15, "a child that sleeps is sent SIGTERM, and SIGKILL at once: its status", "the first signal that is fatal is the one that it dies of; a signal stands in the first byte" },
	{ 15, "a child of vfork ignores SIGTERM, and ends; the parent forks another, and sends it SIGTERM: its status",
	  "what is ignored belongs to the task and not to the memory: the borrower has ignored it for itself" },
	{ 0, "a child sleeps, and the parent waits for it with WNOHANG and a status pointer to nowhere: the answer",
	  "nobody has ended, so the answer is 0, and nothing is stored: nobody looks at the pointer" },
	{ -10, "the parent waits for a child's child that sleeps, when the child has ended and was waited for: the answer",
	  "it never was a child of this parent: only children are waited for, and the answer is -ECHILD" },
	{ 1, "a father has ended, and nobody has waited for him yet: getppid answers his child", "whoever ends gives his children away at once, and does not wait to be buried" },
	{ 768, "a child has ended with exit(3); then the parent begins to ignore SIGCHLD, and waits for it: the status",
	  "what is ignored counts when a child ends: this one has ended before, and is a zombie" },
	{ 10, "a parent ignores SIGTERM and forks; the child calls execve, and is sent SIGTERM and then SIGUSR1: its status",
	  "what is ignored is inherited by a child, and kept at execve: only the second signal does anything" },
};

s32 processes_predict_model(u32 row);
s32 processes_predict_model(u32 row)
{
	return rows[row].is;
}

static void say(struct text *text, s32 value)
{
	if (value == -10)
		add(text, "-ECHILD");
	else
		add(text, "%d", value);
}

static void check(struct machine *m, u32 first, u32 last)
{
	for (u32 i = first - 1; i < last; i++) {
		s32 got = (s32)get32(m, symbol(m, "predicted") + 4 * i);
		struct text expected = { 0 }, actual = { 0 };

		input(m, "number %u: %s?", i + 1, rows[i].question);
		expect(m, got != TODO, "no prediction yet: this is still TODO");
		expect(m, got >= -4095 && got <= 0xFFFF, "it is no number of a variable, no status and no answer of a call");
		say(&expected, rows[i].is);
		say(&actual, got);
		same_text(m, rows[i].rule, actual.s, expected.s);
	}
}

static void variables(struct machine *m)
{
	check(m, 1, 3);
}

static void ends(struct machine *m)
{
	check(m, 4, 7);
}

static void relations(struct machine *m)
{
	check(m, 8, 10);
}

static void ignored(struct machine *m)
{
	check(m, 11, 12);
}

static const struct test_case cases[] = {
	{ "one memory or two", 3, variables, 0 },
	{ "how they ended", 4, ends, 0 },
	{ "who is whose child", 3, relations, 0 },
	{ "what is ignored", 2, ignored, 0 },
	{ 0 }
};

const struct exercise exercise_processes_predict = { "processes/predict", cases, 0, 0 };
