/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the sum has 33 bits: it copies although the range */
/* Its own check adds in 32 bits. */
#include <asm/uaccess.h>
#include <linux/string.h>

u32 copy_to_user(void *to, const void *from, u32 n)
{
	if ((u32)to + n > get_fs().seg)
		return n;
	return __copy_user(to, from, n);
}

u32 copy_from_user(void *to, const void *from, u32 n)
{
	u32 left = n;

	if ((u32)from + n <= get_fs().seg)
		left = __copy_user(to, from, n);
	memset((char *)to + n - left, 0, left);
	return left;
}

u32 clear_user(void *to, u32 n)
{
	if ((u32)to + n > get_fs().seg)
		return n;
	asm volatile("1:	rep stosb\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(to), "+c"(n) : "a"(0) : "memory");
	return n;
}
