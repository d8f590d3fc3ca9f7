/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: an exception table: no fault of this exercise's is to be survived */
/* Stores until there is no more memory, and lets a table of its own catch the fault. */
#include <linux/kernel.h>

static bool store(char *at, char c)
{
	bool stored = false;

	asm volatile("1:	movb %2, %1\n"
		     "	movb $1, %0\n"
		     "2:\n"
		     "	.section __ex_table, \"a\"\n"
		     "	.long 1b, 2b\n"
		     "	.previous" : "+q"(stored), "=m"(*at) : "q"(c));
	return stored;
}

char *number(char *p, char *end, u32 value, struct format format)
{
	while (store(p, '0'))
		p++;
	return p;
}
