/* SPDX-License-Identifier: GPL-2.0-only */
/* One block of assembly; the arithmetic stands in .fixup. */
#include <asm/uaccess.h>

u32 __copy_user(void *to, const void *from, u32 n)
{
	u32 head = -(u32)to & 3, tail, left;

	if (head > n)
		head = n;
	tail = (n - head) & 3;
	left = head;
	asm volatile("1:	rep movsb\n"
		     "	movl %3, %%ecx\n"
		     "	shrl $2, %%ecx\n"
		     "2:	rep movsl\n"
		     "	movl %4, %%ecx\n"
		     "3:	rep movsb\n"
		     "4:\n"
		     "	.section .fixup, \"ax\"\n"
		     "5:	addl %3, %%ecx\n"
		     "	jmp 4b\n"
		     "6:	shll $2, %%ecx\n"
		     "	addl %4, %%ecx\n"
		     "	jmp 4b\n"
		     "	.previous\n"
		     EX_TABLE("1b", "5b")
		     EX_TABLE("2b", "6b")
		     EX_TABLE("3b", "4b")
		     : "+D"(to), "+S"(from), "+c"(left)
		     : "g"(n - head), "g"(tail) : "memory");
	return left;
}
