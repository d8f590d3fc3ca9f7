/* SPDX-License-Identifier: GPL-2.0-only */
/* A byte at a time, in one loop of the assembler's; each access has a place of its own to go to. */
#include <asm/uaccess.h>

u32 copy_turns(void *to, const void *from, u32 n, u32 *side)
{
	u32 byte, why = 0;

	asm volatile("	testl %2, %2\n"
		     "	jz 5f\n"
		     "1:	movzbl (%1), %3\n"
		     "2:	movb %b3, (%0)\n"
		     "	incl %1\n"
		     "	incl %0\n"
		     "	decl %2\n"
		     "	jnz 1b\n"
		     "	jmp 5f\n"
		     "3:	movl $1, %4\n"
		     "	jmp 5f\n"
		     "4:	movl $2, %4\n"
		     "5:\n"
		     EX_TABLE("1b", "3b")
		     EX_TABLE("2b", "4b")
		     : "+r"(to), "+r"(from), "+r"(n), "=&q"(byte), "+m"(why) : : "memory", "cc");
	*side = why;
	return n;
}
