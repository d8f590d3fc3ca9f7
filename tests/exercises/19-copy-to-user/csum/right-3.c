/* SPDX-License-Identifier: GPL-2.0-only */
/* A piece goes into a buffer of its own first, 128 bytes at a time, and from there to both. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/highmem.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>

u32 csum_partial(const void *bytes, u32 n, u32 sum);

static u64 sum_into(char *to, const char *from, u32 n)
{
	u64 sum = 0;
	char own[128];
	u32 size;

	for (; n; n -= size, to += size, from += size) {
		size = n > sizeof(own) ? sizeof(own) : n;
		memcpy(own, from, size);
		memcpy(to, own, size);
		sum += csum_partial(own, size, 0);
	}
	return sum;
}

u32 csum_by_pages(void *to, const void *from, u32 n, u16 *sum)
{
	struct rw_semaphore *sem = &current->mm->mmap_sem;
	const u32 begin = (u32)to, end = begin + n;
	u32 at, next;
	struct page *page;
	u64 total = *sum, part;
	char *window;
	int got;

	for (at = begin; at < end; at = next) {
		next = (at & PAGE_MASK) + PAGE_SIZE;
		if (next > end)
			next = end;
		for (;;) {
			down_read(sem);
			got = get_user_pages(current, current->mm, at, 1, true, false, &page, NULL);
			if (got == 1 || got != -ENOMEM || current->pid != 1)
				break;
			up_read(sem);
			current->state = TASK_UNINTERRUPTIBLE;
			schedule_timeout(HZ / 50);
		}
		if (got == 1) {
			window = kmap_atomic(page, KM_USER0);
			part = sum_into(window + at % PAGE_SIZE, from + (at - begin), next - at);
			kunmap_atomic(window, KM_USER0);
			set_page_dirty(page);
			put_page(page);
			total += (at - begin) % 2 ? part << 8 : part;
		}
		up_read(sem);
		if (got != 1)
			break;
	}
	while (total >> 16)
		total = (total & 0xFFFF) + (total >> 16);
	*sum = total;
	return end - at;
}
