/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the target ends early: the bytes that are left are counted wrong */
/* It copies from the end, as one may where nothing can fail. */
#include <asm/uaccess.h>

u32 __copy_user(void *to, const void *from, u32 n)
{
	void *last = (char *)to + n - 1;
	const void *last_from = (const char *)from + n - 1;

	asm volatile("	std\n"
		     "1:	rep movsb\n"
		     "2:	cld\n"
		     EX_TABLE("1b", "2b")
		     : "+D"(last), "+S"(last_from), "+c"(n) : : "memory");
	return n;
}
