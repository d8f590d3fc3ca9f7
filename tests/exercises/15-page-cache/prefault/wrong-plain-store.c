/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: one page: a page fault: it writes to */
/* A store like any other, which nobody mends. */
#include <asm/uaccess.h>
#include <linux/pagemap.h>

int fault_in_pages_writeable(char *to, u32 n)
{
	if (n)
		*(volatile char *)to = *(volatile char *)(to + n - 1) = 0;
	return 0;
}

void fault_in_pages_readable(const char *from, u32 n)
{
	if (n)
		(void)*(volatile const char *)from;
}
