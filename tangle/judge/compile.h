/* SPDX-License-Identifier: MIT */
/* From a learner's file to an object file. */
#ifndef JUDGE_COMPILE_H
#define JUDGE_COMPILE_H

#include "image.h"
#include "refusal.h"

/* The kernel's flags, as kernel.make gives them. Ends with NULL. */
extern const char *const compile_flags[];

/* Compiles the file of that name in the sandbox. REJECTED: run->output and the reason say why. */
enum verdict compile(const struct sandbox *box, const struct judge_task *task, const char *name, const char *object,
		     struct refused *refused, struct sandboxed *run);

#endif
