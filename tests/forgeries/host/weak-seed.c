/* SPDX-License-Identifier: MIT */
/* number: rejected "judge_seed" */
/* A name that might exist in the judge. */
#include <trial.h>

extern const u32 judge_seed __attribute__((weak));

char *number(char *p, char *end, u32 value, struct format format)
{
	return p + (&judge_seed ? judge_seed : 0);
}
