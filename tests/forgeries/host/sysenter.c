/* SPDX-License-Identifier: MIT */
/* number: crash "general protection" */
/* The other way into a system. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	asm volatile("movl %%esp, %%ebp; sysenter" : : "a"(2) : "memory");
	return p;
}
