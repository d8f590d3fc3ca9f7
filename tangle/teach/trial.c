/* SPDX-License-Identifier: MIT */
/*
 * A machine whose compiler or QEMU is broken finds every file wrong, and nobody in a class could tell. So before a class
 * is graded, a function that is right (trial/trial.c) goes the whole way that theirs will go.
 */
#include "trial.h"
#include "lib/text.h"

#include <stdlib.h>

static void in_a_kernel(struct machine *m)
{
	run_until(m, "do_experiments");
}

static void sums(struct machine *m)
{
	u32 numbers = buffer(m, 8), value = any(m);

	put32(m, numbers, value);
	put32(m, numbers + 4, 4711);
	same(m, "the sum is wrong", call(m, "trial", numbers, 2), value + 4711);
}

static const struct test_case cases[] = {
	{ "sums", 1, sums, 0 },
	{ 0 }
};
static const struct exercise function = { "trial", cases, 0, 0 }, kernel = { "trial", cases, in_a_kernel, 0 };

/* Where that exercise is judged. */
static char *judge_as(const struct entry *entry, enum sandbox_level level)
{
	static const char *const files[] = { "trial.c", NULL }, *const exports[] = { "trial", NULL }, *const none[] = { NULL };
	const struct judge_task task = {
		.name = "trial", .tests = entry->kernel_tier ? &kernel : &function, .points = 1, .files = files, .exports = exports,
		.services = none, .data = none, .headers = entry->task.headers, .kernel = entry->task.kernel,
	};
	struct judge_result *result = judge_run(&task, &(struct judge_options){ .folder = "tangle/teach/trial", .level = level });
	const char *why = result->reason.length ? result->reason.s : result->count ? result->cases[0].cause.s : "";
	char *trouble = result->verdict == PASS ? NULL :
		format("a %s that is right came to \"%s\": %s", entry->kernel_tier ? "kernel" : "function", verdict_name(result->verdict), why);

	judge_free(result);
	return trouble;
}

char *trial_judge(const struct catalogue *catalogue, enum sandbox_level level)
{
	bool tried[2] = { false, false };
	char *trouble = NULL;

	for (u32 i = 0; i < catalogue->count && !trouble; i++) {
		const struct entry *entry = &catalogue->entries[i];

		if (!tried[entry->kernel_tier])
			trouble = judge_as(entry, level);
		tried[entry->kernel_tier] = true;
	}
	return trouble;
}
