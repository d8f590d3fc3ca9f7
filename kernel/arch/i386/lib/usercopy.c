/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 5 (exception-tables) */
#include <asm/uaccess.h>
#include <linux/string.h>

/* Chapter 5: usercopy.c: with the check */
u32 copy_to_user(void *to, const void *from, u32 n)
{
	if (!access_ok(VERIFY_WRITE, to, n))
		return n;
	return __copy_user(to, from, n);
}

u32 copy_from_user(void *to, const void *from, u32 n)
{
	u32 left = n;

	if (access_ok(VERIFY_READ, from, n))
		left = __copy_user(to, from, n);
	memset((char *)to + n - left, 0, left);
	return left;
}

/* Chapter 5: usercopy.c: clear_user */
u32 clear_user(void *to, u32 n)
{
	u32 words = n / 4;

	if (!access_ok(VERIFY_WRITE, to, n))
		return n;
	asm volatile("1:	rep stosl\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(to), "+c"(words) : "a"(0) : "memory");
	n = words * 4 + n % 4;
	asm volatile("1:	rep stosb\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(to), "+c"(n) : "a"(0) : "memory");
	return n;
}
