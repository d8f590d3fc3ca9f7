/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include <asm/uaccess.h>
#include <linux/pagemap.h>

int fault_in_pages_writeable(char *to, u32 n)
{
	char *last = to + n - 1;

	if (!n)
		return 0;
	if (put_user((char)0, to))
		return -EFAULT;
	if (((u32)to ^ (u32)last) & PAGE_MASK)
		return put_user((char)0, last);
	return 0;
}
/* Chapter 15 (page-cache) */

void fault_in_pages_readable(const char *from, u32 n)
{
	char c;

	if (n && !get_user(c, from) && !get_user(c, from + n - 1))
		(void)c;
}
