/* SPDX-License-Identifier: GPL-2.0-only */
/* By itself: a page, and then the rest, whose sum is turned if this page's bytes are an odd number. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/highmem.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>

u32 csum_partial(const void *bytes, u32 n, u32 sum);

static u16 plus(u32 a, u32 b)
{
	a = (a & 0xFFFF) + (a >> 16) + b;
	a = (a & 0xFFFF) + (a >> 16);
	return (a & 0xFFFF) + (a >> 16);
}

static u16 swapped(u16 sum)
{
	return sum << 8 | sum >> 8;
}

static int page_at(struct page **page, u32 to)
{
	int got;

	down_read(&current->mm->mmap_sem);
	got = get_user_pages(current, current->mm, to, 1, 1, 0, page, NULL);
	if (got != 1)
		up_read(&current->mm->mmap_sem);
	return got;
}

static u32 rest(u32 to, const u8 *from, u32 n, u16 *sum)
{
	u32 size = PAGE_SIZE - to % PAGE_SIZE, left;
	struct page *page;
	u8 *window;
	u16 behind = 0, here;
	int got;

	if (!n)
		return 0;
	size = size < n ? size : n;
	while ((got = page_at(&page, to)) == -ENOMEM && current->pid == 1) {
		current->state = TASK_UNINTERRUPTIBLE;
		schedule_timeout(HZ / 50);
	}
	if (got != 1)
		return n;
	window = kmap_atomic(page, KM_USER0);
	memcpy(window + to % PAGE_SIZE, from, size);
	here = plus(csum_partial(window + to % PAGE_SIZE, size, 0), 0);
	kunmap_atomic(window, KM_USER0);
	set_page_dirty_lock(page);
	put_page(page);
	up_read(&current->mm->mmap_sem);
	left = rest(to + size, from + size, n - size, &behind);
	*sum = plus(plus(here, size % 2 ? swapped(behind) : behind), *sum);
	return left;
}

u32 csum_by_pages(void *to, const void *from, u32 n, u16 *sum)
{
	return rest((u32)to, from, n, sum);
}
