/* SPDX-License-Identifier: GPL-2.0-only */
/* Words first, aligned or not; what is left after a fault is tried again in bytes, so that both sides are exact. */
#include <asm/uaccess.h>

u32 __copy_user(void *to, const void *from, u32 n)
{
	u32 left = n / 4;

	asm volatile("1:	rep movsl\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(to), "+S"(from), "+c"(left) : : "memory");
	n = left * 4 + n % 4;
	asm volatile("1:	rep movsb\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(to), "+S"(from), "+c"(n) : : "memory");
	return n;
}
