/* SPDX-License-Identifier: MIT */
/* number: rejected ".set.initcall" */
/* An initcall: code that a kernel runs while it boots. */
#include <trial.h>

static void *const early __attribute__((section(".set.initcall"), used)) = (void *)number;

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
