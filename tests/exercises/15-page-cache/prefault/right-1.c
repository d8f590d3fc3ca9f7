/* SPDX-License-Identifier: GPL-2.0-only */
/* By the numbers of the pages. */
#include <asm/uaccess.h>
#include <linux/pagemap.h>

int fault_in_pages_writeable(char *to, u32 n)
{
	char *last = to + (n - 1);

	if (n == 0)
		return 0;
	if (put_user(0, to) != 0)
		return -EFAULT;
	if ((u32)to / PAGE_SIZE == (u32)last / PAGE_SIZE)
		return 0;
	return put_user(0, last);
}

void fault_in_pages_readable(const char *from, u32 n)
{
	const char *last = from + (n - 1);
	char c;

	if (n == 0 || get_user(c, from) != 0)
		return;
	if ((u32)from / PAGE_SIZE != (u32)last / PAGE_SIZE && get_user(c, last))
		return;
	(void)c;
}
