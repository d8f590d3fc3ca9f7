/* SPDX-License-Identifier: GPL-2.0-only */
/* When a copy has brought nothing, the next round asks for one byte. */
#include <asm/uaccess.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/preempt.h>

static u32 copy_atomic(char *to, const char *from, u32 n)
{
	u32 left;

	preempt_disable();
	left = __copy_user(to, from, n);
	preempt_enable();
	return n - left;
}

s32 generic_perform_write(struct inode *inode, const char *buf, u32 n, u32 *pos)
{
	const u32 start = *pos, end = start + n;
	u32 most = PAGE_SIZE, came;
	struct page *page;
	s32 error = 0;
	char c;

again:
	if (*pos == end)
		goto out;
	error = -EFAULT;
	if (get_user(c, &buf[*pos - start]))
		goto out;
	(void)c;
	page = read_cache_page(inode, *pos / PAGE_SIZE);
	error = (s32)page;
	if (IS_ERR(page))
		goto out;
	came = PAGE_SIZE - *pos % PAGE_SIZE;
	came = came < most ? came : most;
	came = came < end - *pos ? came : end - *pos;
	came = copy_atomic((char *)page_address(page) + *pos % PAGE_SIZE, &buf[*pos - start], came);
	put_page(page);
	most = came ? PAGE_SIZE : 1;
	*pos += came;
	if (came && *pos > inode->i_size)
		inode->i_size = *pos;
	goto again;
out:
	return *pos > start ? (s32)(*pos - start) : error;
}
