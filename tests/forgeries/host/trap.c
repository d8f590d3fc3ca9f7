/* SPDX-License-Identifier: MIT */
/* number: crash "undefined" */
/* A trap where a test expects an answer. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	asm volatile("ud2");
	return p;
}
