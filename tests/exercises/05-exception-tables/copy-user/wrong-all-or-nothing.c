/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the target ends early: the bytes that are left are counted wrong */
/* A fault is answered as if nothing had been copied. */
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
	left = move_bytes(&to, &from, head);
	if (left)
		return n - head + left;
	n -= head;
	left = move_words(&to, &from, n / 4) ? n / 4 : 0;
	if (left)
		return left * 4 + n % 4;
	return move_bytes(&to, &from, n % 4);
}
