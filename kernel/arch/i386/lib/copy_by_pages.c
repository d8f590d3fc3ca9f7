/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/highmem.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>

/* Chapter 19: copy_by_pages.c: into a frame */
/* The caller has held the page; from here on nobody does. */
static void store_in(struct page *page, u32 offset, const void *from,
		     u32 n)
{
	char *address = kmap_atomic(page, KM_USER0);

	memcpy(address + offset, from, n);
	kunmap_atomic(address, KM_USER0);
	set_page_dirty_lock(page);
	put_page(page);
}

u32 copy_by_pages(void *to, const void *from, u32 n)
{
	struct mm_struct *mm = current->mm;
	struct page *page;
	u32 size;
	int got;

	for (; n; to += size, from += size, n -= size) {
		size = PAGE_SIZE - (u32)to % PAGE_SIZE;
		if (size > n)
			size = n;
		/* Chapter 19: copy_by_pages: hold the page */
		down_read(&mm->mmap_sem);
		got = get_user_pages(current, mm, (u32)to, 1, true, false, &page,
				     NULL);
		if (got != 1) {
			up_read(&mm->mmap_sem);
			/* Chapter 19: copy_by_pages: is it worth waiting? */
			if (got == -ENOMEM && current->pid == 1) {
				size = 0;
				current->state = TASK_UNINTERRUPTIBLE;
				schedule_timeout(HZ / 50);
				continue;
			}
			break;
		}
		store_in(page, (u32)to % PAGE_SIZE, from, size);
		up_read(&mm->mmap_sem);
		usercopy_counts.pieces++;
	}
	return n;
}
