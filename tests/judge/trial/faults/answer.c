/* SPDX-License-Identifier: GPL-2.0-only */
#include <trial.h>

u32 peek(u32 *to, const u32 *from)
{
	u32 failed = 0, word = 0;

	asm volatile("1:	movl %2, %1\n"
		     "2:\n"
		     "	.section .fixup, \"ax\"\n"
		     "3:	movl $1, %0\n"
		     "	jmp 2b\n"
		     "	.previous\n"
		     "	.section __ex_table, \"a\"\n"
		     "	.long 1b, 3b\n"
		     "	.previous"
		     : "+r"(failed), "+r"(word) : "m"(*from));
	if (!failed)
		*to = word;
	return failed;
}

void forget(u32 address)
{
	asm volatile("invlpg (%0)" : : "r"(address) : "memory");
}
