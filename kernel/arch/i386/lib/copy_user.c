/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#include <asm/uaccess.h>

/* Chapter 5: copy_user.c: move bytes, move words */
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
/* Chapter 5: copy_user.c: __copy_user */

u32 __copy_user(void *to, const void *from, u32 n)
{
	u32 head = -(u32)to % 4, left;

	if (n < 8)
		return move_bytes(&to, &from, n);
	left = move_bytes(&to, &from, head);
	if (left)
		return n - head + left;
	n -= head;
	left = move_words(&to, &from, n / 4);
	if (left)
		return left * 4 + n % 4;
	return move_bytes(&to, &from, n % 4);
}
