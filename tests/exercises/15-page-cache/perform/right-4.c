/* SPDX-License-Identifier: GPL-2.0-only */
/* The touched byte is stored only if the copy has brought nothing; a file's page at a time, and rounds within it. */
#include <asm/uaccess.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/preempt.h>

struct write {
	struct inode *inode;
	const char *from;
	u32 pos, left;
};

static s32 one_round(struct write *w, u32 most)
{
	struct page *page;
	char c, *to;
	u32 came;

	if (get_user(c, w->from))
		return -EFAULT;
	page = read_cache_page(w->inode, w->pos / PAGE_SIZE);
	if (IS_ERR(page))
		return PTR_ERR(page);
	preempt_disable();
	to = (char *)page_address(page) + w->pos % PAGE_SIZE;
	came = most - __copy_user(to, w->from, most);
	if (came == 0) {
		*to = c;
		came = 1;
	}
	preempt_enable();
	put_page(page);
	w->from += came;
	w->pos += came;
	w->left -= came;
	if (w->pos > w->inode->i_size)
		w->inode->i_size = w->pos;
	return 0;
}

s32 generic_perform_write(struct inode *inode, const char *buf, u32 n, u32 *pos)
{
	struct write w = { inode, buf, *pos, n };
	s32 error = 0;

	while (w.left && !error) {
		u32 page_end = w.pos - w.pos % PAGE_SIZE + PAGE_SIZE;

		do
			error = one_round(&w, page_end - w.pos < w.left ? page_end - w.pos : w.left);
		while (!error && w.pos < page_end && w.left);
	}
	*pos = w.pos;
	return w.left == n ? error : (s32)(n - w.left);
}
