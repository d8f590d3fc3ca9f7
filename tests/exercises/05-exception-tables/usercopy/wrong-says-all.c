/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the tail: the bytes that are left are counted wrong */
/* What is missing has been filled, so it says that all is well. */
#include <asm/uaccess.h>
#include <linux/string.h>

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
	return access_ok(VERIFY_READ, from, n) ? 0 : n;
}

u32 clear_user(void *to, u32 n)
{
	if (!access_ok(VERIFY_WRITE, to, n))
		return n;
	asm volatile("1:	rep stosb\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(to), "+c"(n) : "a"(0) : "memory");
	return n;
}
