/* SPDX-License-Identifier: MIT */
/* The compiler and binutils at work on what is a learner's. */
#ifndef JUDGE_TOOL_H
#define JUDGE_TOOL_H

#include "image.h"
#include "refusal.h"

/* A list of arguments that grows; one too many is a mistake of ours. */
struct arguments {
	const char *argv[64];
	size_t count;
};
void give(struct arguments *a, const char *argument);
void give_all(struct arguments *a, const char *const *list); /* ended by NULL */

/* False: the tool could not do its work, and that says nothing of what it should work on. */
bool tool_runs(const struct sandbox *box, const char *const *argv, struct sandboxed *run, struct text *reason);
/* Runs one of binutils. They read what the learner shaped: if they fail, it is his, and on purpose. */
enum verdict tool_run(const struct sandbox *box, const char *const *argv, struct refused *refused, struct sandboxed *run);

#endif
