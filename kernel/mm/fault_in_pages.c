/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include <asm/uaccess.h>
#include <linux/pagemap.h>

static bool two_pages(const char *at, u32 n)
{
	return n && ((u32)at ^ (u32)(at + n - 1)) & PAGE_MASK;
}

int fault_in_pages_writeable(char *to, u32 n)
{
	int error = n ? put_user((char)0, to) : 0;

	if (!error && two_pages(to, n))
		error = put_user((char)0, to + n - 1);
	return error;
}

void fault_in_pages_readable(const char *from, u32 n)
{
	char c;

	if (n && !get_user(c, from) && two_pages(from, n) &&
	    !get_user(c, from + n - 1))
		(void)c;
}
