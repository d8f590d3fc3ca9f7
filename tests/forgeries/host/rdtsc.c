/* SPDX-License-Identifier: MIT */
/* number: crash "general protection" */
/* A clock, to tell a judge from a kernel. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	u32 time;

	asm volatile("rdtsc" : "=a"(time) : : "edx");
	*p = (char)time;
	return p + 1;
}
