/* SPDX-License-Identifier: MIT */
#include "tool.h"

#include <stdlib.h>
#include <string.h>

void give(struct arguments *a, const char *argument)
{
	if (a->count == sizeof a->argv / sizeof *a->argv - 1)
		abort();
	a->argv[a->count++] = argument;
}

void give_all(struct arguments *a, const char *const *list)
{
	while (*list)
		give(a, *list++);
}

bool tool_runs(const struct sandbox *box, const char *const *argv, struct sandboxed *run, struct text *reason)
{
	const char *trouble = sandbox_run(box, argv, run);

	if (!trouble && run->timed_out)
		trouble = "is on a machine that is so busy that a tool had not finished after three minutes";
	if (!trouble && strstr(run->output, "No space left on device"))
		trouble = "has no room left on its disk";
	if (trouble)
		add(reason, "the judge %s", trouble);
	return !trouble;
}

enum verdict tool_run(const struct sandbox *box, const char *const *argv, struct refused *refused, struct sandboxed *run)
{
	if (!tool_runs(box, argv, run, &refused->reason))
		return INTERNAL;
	if (run->status) {
		refused->kind = AS_ATTACK;
		add(&refused->reason, "it cannot be linked: %.*s", (int)strcspn(run->output, "\n"), run->output);
		return REJECTED;
	}
	return PASS;
}
