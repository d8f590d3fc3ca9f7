/* SPDX-License-Identifier: GPL-2.0-only */
/* A byte at a time, as C would write it; only the two accesses are assembly. */
#include <asm/uaccess.h>

/* 0, or -EFAULT. */
static int copy_byte(u8 *to, const u8 *from)
{
	int error = -EFAULT;
	u32 value;

	asm volatile("1:	movzbl (%3), %1\n"
		     "2:	movb %b1, (%2)\n"
		     "	xorl %0, %0\n"
		     "3:\n"
		     EX_TABLE("1b", "3b")
		     EX_TABLE("2b", "3b")
		     : "+r"(error), "=&q"(value) : "r"(to), "r"(from) : "memory");
	return error;
}

u32 __copy_user(void *to, const void *from, u32 n)
{
	u8 *out = to;
	const u8 *in = from;

	while (n && copy_byte(out++, in++) == 0)
		n--;
	return n;
}
