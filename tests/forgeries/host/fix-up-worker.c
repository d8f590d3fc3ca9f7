/* SPDX-License-Identifier: MIT */
/* number: crash "" */
/* An exception table that leads into the worker. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	asm volatile("1:	movl 0, %%eax\n"
		     "	.section __ex_table, \"a\"\n	.long 1b, 0x70000000\n	.previous" : : : "eax", "memory");
	return p;
}
