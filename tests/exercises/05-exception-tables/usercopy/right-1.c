/* SPDX-License-Identifier: GPL-2.0-only */
/* Its own comparison, by what is left below the limit, and loops of single bytes. */
#include <asm/uaccess.h>

static bool may_name(const void *at, u32 n)
{
	u32 limit = get_fs().seg;

	return (u32)at <= limit && n <= limit - (u32)at;
}

/* True if the byte could be written. */
static bool clear_byte(u8 *at)
{
	u32 cleared = 0;

	asm volatile("1:	movb $0, %1\n"
		     "	incl %0\n"
		     "2:\n"
		     EX_TABLE("1b", "2b")
		     : "+r"(cleared), "=m"(*at));
	return cleared;
}

u32 copy_to_user(void *to, const void *from, u32 n)
{
	return may_name(to, n) ? __copy_user(to, from, n) : n;
}

u32 copy_from_user(void *to, const void *from, u32 n)
{
	u32 left = may_name(from, n) ? __copy_user(to, from, n) : n, i;

	for (i = n - left; i < n; i++)
		((u8 *)to)[i] = 0;
	return left;
}

u32 clear_user(void *to, u32 n)
{
	u8 *at = to;

	if (!may_name(to, n))
		return n;
	while (n && clear_byte(at)) {
		at++;
		n--;
	}
	return n;
}
