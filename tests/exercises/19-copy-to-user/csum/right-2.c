/* SPDX-License-Identifier: GPL-2.0-only */
/* What is left is counted down, and the running sum is turned when a piece is odd: it is always that of what comes next. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/highmem.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>

u32 csum_partial(const void *bytes, u32 n, u32 sum);

static bool hold(u32 to, struct page **page)
{
	int got;

again:
	down_read(&current->mm->mmap_sem);
	got = get_user_pages(NULL, current->mm, to, 1, true, false, page, NULL);
	if (got == 1)
		return true;
	up_read(&current->mm->mmap_sem);
	if (current->pid == 1 && got == -ENOMEM) {
		current->state = TASK_UNINTERRUPTIBLE;
		schedule_timeout(HZ / 50);
		goto again;
	}
	return false;
}

static u32 turned(u32 sum)
{
	return sum >> 8 | sum << 24;
}

u32 csum_by_pages(void *to, const void *from, u32 n, u16 *sum)
{
	u32 total = *sum, size;
	bool odd = false;
	struct page *page;
	char *window;

	for (; n && hold((u32)to, &page); to += size, from += size, n -= size) {
		size = PAGE_SIZE - (u32)to % PAGE_SIZE;
		if (size > n)
			size = n;
		window = kmap_atomic(page, KM_USER0);
		memcpy(window + (u32)to % PAGE_SIZE, from, size);
		total = csum_partial(window + (u32)to % PAGE_SIZE, size, total);
		kunmap_atomic(window, KM_USER0);
		up_read(&current->mm->mmap_sem);
		if (size % 2) {
			total = turned(total);
			odd = !odd;
		}
		set_page_dirty_lock(page);
		put_page(page);
	}
	total = odd ? total << 8 | total >> 24 : total;
	*sum = total % 65535;
	return n;
}
