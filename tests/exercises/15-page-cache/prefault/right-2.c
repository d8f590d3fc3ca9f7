/* SPDX-License-Identifier: GPL-2.0-only */
/* By what is left in the first page; one function for both. */
#include <asm/uaccess.h>
#include <linux/pagemap.h>

static int touch(u8 *at, bool store)
{
	u8 byte;

	return store ? put_user((u8)0, at) : get_user(byte, at) | (byte & 0);
}

static int touch_pages(u8 *at, u32 n, bool store)
{
	u32 rest = PAGE_SIZE - ((u32)at & (PAGE_SIZE - 1));
	int error;

	if (!n)
		return 0;
	error = touch(at, store);
	if (!error && n > rest)
		error = touch(&at[n - 1], store);
	return error;
}

int fault_in_pages_writeable(char *to, u32 n)
{
	return touch_pages((u8 *)to, n, true);
}

void fault_in_pages_readable(const char *from, u32 n)
{
	touch_pages((u8 *)from, n, false);
}
