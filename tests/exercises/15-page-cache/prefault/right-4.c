/* SPDX-License-Identifier: GPL-2.0-only */
/* From page to page, as if there could be more than two; each by its last of the n bytes, but the first by its first. */
#include <asm/uaccess.h>
#include <linux/pagemap.h>

int fault_in_pages_writeable(char *to, u32 n)
{
	u32 at = (u32)to, end = at + n;

	while (at < end) {
		if (__put_user_1(0, (void *)at))
			return -EFAULT;
		if ((at | ~PAGE_MASK) + 1 >= end)
			break;
		at = end - 1;
	}
	return 0;
}

void fault_in_pages_readable(const char *from, u32 n)
{
	u32 at = (u32)from, end = at + n;
	u64 byte;

	while (at < end && !__get_user_1(&byte, (const void *)at)) {
		if ((at | ~PAGE_MASK) + 1 >= end)
			break;
		at = end - 1;
	}
}
