/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: any alignment: calling convention: the direction flag is set */
/* The first bytes are copied backwards, and all that follows takes it for granted that the direction is forward. */
#include <asm/uaccess.h>

/* Move on both pointers; return how many of n are left. */
static u32 move_bytes(void **to, const void **from, u32 n)
{
	asm volatile("1:	rep movsb\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(*to), "+S"(*from), "+c"(n) : : "memory");
	return n;
}

static u32 move_words(void **to, const void **from, u32 n)
{
	asm volatile("1:	rep movsl\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(*to), "+S"(*from), "+c"(n) : : "memory");
	return n;
}

u32 __copy_user(void *to, const void *from, u32 n)
{
	u32 head = -(u32)to % 8, left;

	if (n < 8)
		return move_bytes(&to, &from, n);
	if (head) {
		void *last = (char *)to + head - 1;
		const void *last_from = (const char *)from + head - 1;

		asm volatile("std");
		left = move_bytes(&last, &last_from, head);
		to = (char *)to + head;
		from = (const char *)from + head;
	} else {
		left = 0;
	}
	if (left)
		return n - head + left;
	n -= head;
	left = move_words(&to, &from, n / 4);
	if (left)
		return left * 4 + n % 4;
	return move_bytes(&to, &from, n % 4);
}
