/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include <asm/uaccess.h>

/* Whole turns, as long as none fails; how many of n are left. */
static u32 turns(void **to, const void **from, u32 n)
{
	u32 a, b;

	asm volatile("1:	cmpl $64, %2\n"
		     "	jb 9f\n"
		     /* Chapter 19: copy_user_intel.c: look ahead */
		     "2:	movl 32(%1), %3\n"
		     "	cmpl $67, %2\n"
		     "	jbe 4f\n"
		     "3:	movl 64(%1), %3\n"
		     EX_TABLE("2b", "9f") EX_TABLE("3b", "9f")
		     "	.irp at, 0, 8, 16, 24, 32, 40, 48, 56\n"
		     "4:	movl \\at(%1), %3\n"
		     "5:	movl \\at + 4(%1), %4\n"
		     "6:	movl %3, \\at(%0)\n"
		     "7:	movl %4, \\at + 4(%0)\n"
		     EX_TABLE("4b", "9f") EX_TABLE("5b", "9f")
		     EX_TABLE("6b", "9f") EX_TABLE("7b", "9f")
		     "	.endr\n"
		     "	addl $64, %0\n"
		     "	addl $64, %1\n"
		     "	subl $64, %2\n"
		     "	jmp 1b\n"
		     "9:\n"
		     : "+r"(*to), "+r"(*from), "+r"(n), "=&r"(a),
		       "=&r"(b) : : "memory");
	return n;
}

/* Chapter 19: copy_user_intel.c: turns, and the rest */
u32 __copy_user_intel(void *to, const void *from, u32 n)
{
	u32 left = turns(&to, &from, n);

	return left < 64 ? __copy_user(to, from, left) : left;
}
