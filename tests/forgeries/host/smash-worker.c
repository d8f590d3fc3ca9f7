/* SPDX-License-Identifier: MIT */
/* number: fail "" */
/* Overwrites the worker's variables: its counters, its table, its handler's stack. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	u32 failed = 0;

	for (u32 at = 0x70001000; at < 0x70009000; at += 4)
		asm volatile("1:	movl $0x41414141, (%1)\n"
			     "2:\n"
			     "	.section .fixup, \"ax\"\n3:	incl %0\n	jmp 2b\n	.previous\n"
			     "	.section __ex_table, \"a\"\n	.long 1b, 3b\n	.previous"
			     : "+r"(failed) : "r"(at) : "memory");
	return p + failed;
}
