/* SPDX-License-Identifier: GPL-2.0-only */
/* By itself: what is left after a round is a smaller write. */
#include <asm/uaccess.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/preempt.h>

s32 generic_perform_write(struct inode *inode, const char *buf, u32 n, u32 *pos)
{
	u32 bytes = (*pos | ~PAGE_MASK) + 1 - *pos;
	struct page *page;
	s32 rest;
	u8 *to, first;

	if (!n)
		return 0;
	if (get_user(first, (const u8 *)buf))
		return -EFAULT;
	page = read_cache_page(inode, *pos / PAGE_SIZE);
	if (IS_ERR(page))
		return PTR_ERR(page);
	if (n < bytes)
		bytes = n;
	to = (u8 *)page_address(page) + *pos % PAGE_SIZE;
	preempt_disable();
	to[0] = first;
	if (bytes > 1)
		bytes -= __copy_user(&to[1], &buf[1], bytes - 1);
	preempt_enable();
	put_page(page);
	*pos += bytes;
	inode->i_size = inode->i_size > *pos ? inode->i_size : *pos;
	rest = generic_perform_write(inode, buf + bytes, n - bytes, pos);
	return bytes + (rest > 0 ? rest : 0);
}
