/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: clears: a byte that counts as cleared is not 0 */
/* It clears words, and forgets the odd bytes behind them. */
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
	return left;
}

u32 clear_user(void *to, u32 n)
{
	u32 words = n / 4;

	if (!access_ok(VERIFY_WRITE, to, n))
		return n;
	asm volatile("1:	rep stosl\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(to), "+c"(words) : "a"(0) : "memory");
	return words * 4;
}
