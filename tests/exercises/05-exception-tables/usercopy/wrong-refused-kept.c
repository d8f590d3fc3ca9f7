/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the limit: still there, where nothing arrived */
/* It clears after a fault alone: what the limit refuses keeps the secret. */
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
	u32 left;

	if (!access_ok(VERIFY_READ, from, n))
		return n;
	left = __copy_user(to, from, n);
	memset((char *)to + n - left, 0, left);
	return left;
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
