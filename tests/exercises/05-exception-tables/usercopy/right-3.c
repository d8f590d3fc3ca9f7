/* SPDX-License-Identifier: GPL-2.0-only */
/* The copy is called through a pointer, the limit is a carry, and zeros come from a loop of five instructions with a jump into C. */
#include <asm/uaccess.h>

typedef u32 copy(void *to, const void *from, u32 n);

static copy *const the_copy = __copy_user;

/* 0, or -1: no carry, or one, from the sum or from the difference. */
static u32 too_far(const void *at, u32 n)
{
	u32 end = (u32)at, beyond;

	asm("addl %2, %1\n"
	    "	sbbl %0, %0\n"
	    "	cmpl %1, %3\n"
	    "	sbbl $0, %0\n"
	    : "=&r"(beyond), "+&r"(end) : "g"(n), "r"(get_fs().seg) : "cc");
	return beyond;
}

static u32 nothing(void *to, const void *from, u32 n)
{
	return n;
}

u32 copy_to_user(void *to, const void *from, u32 n)
{
	return (too_far(to, n) ? nothing : the_copy)(to, from, n);
}

u32 copy_from_user(void *to, const void *from, u32 n)
{
	u32 left = (too_far(from, n) ? nothing : the_copy)(to, from, n);
	u8 *at = (u8 *)to + n;

	for (n = left; n--; )
		*--at = 0;
	return left;
}

u32 clear_user(void *to, u32 n)
{
	u8 *at = (u8 *)to - 1, *end = (u8 *)to + n;

	if (n == 0 || too_far(to, n))
		return n;
	asm volatile goto("3:	incl %0\n"
		 "	cmpl %1, %0\n"
		 "	je 4f\n"
		 "1:	andb $0, (%0)\n"
		 "	jmp 3b\n"
		 "4:\n"
		 EX_TABLE("1b", "%l[fault]")
		 : "+r"(at) : "r"(end) : "memory", "cc" : fault);
	return 0;
fault:
	return end - at;
}
