/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: one page: neither the first nor the last */
/* All bytes are touched. */
#include <asm/uaccess.h>
#include <linux/pagemap.h>

int fault_in_pages_writeable(char *to, u32 n)
{
	int error = 0;

	while (n-- && !error)
		error = put_user((char)0, to++);
	return error;
}

void fault_in_pages_readable(const char *from, u32 n)
{
	char c;

	while (n-- && !get_user(c, from++))
		(void)c;
}
