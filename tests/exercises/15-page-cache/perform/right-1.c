/* SPDX-License-Identifier: GPL-2.0-only */
/* All in one; a copy that brings nothing is followed by one of a single byte, which does not count in words. */
#include <asm/uaccess.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/preempt.h>

s32 generic_perform_write(struct inode *inode, const char *buf, u32 n, u32 *pos)
{
	const char *from = buf, *const end = buf + n;
	s32 error = 0;

	while (from != end) {
		u32 offset = *pos & ~PAGE_MASK, bytes = PAGE_SIZE - offset, left;
		struct page *page;
		char c;

		if (bytes > (u32)(end - from))
			bytes = end - from;
		error = get_user(c, from);
		if (error)
			break;
		(void)c;
		page = read_cache_page(inode, *pos >> 12);
		if (IS_ERR(page)) {
			error = PTR_ERR(page);
			break;
		}
		preempt_disable();
		left = __copy_user(page_address(page) + offset, from, bytes);
		if (left == bytes) {
			bytes = 1;
			left = __copy_user(page_address(page) + offset, from, 1);
		}
		preempt_enable();
		put_page(page);
		bytes -= left;
		from += bytes;
		*pos += bytes;
		if (bytes && inode->i_size < *pos)
			inode->i_size = *pos;
	}
	return from == buf ? error : from - buf;
}
