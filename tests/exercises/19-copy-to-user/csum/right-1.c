/* SPDX-License-Identifier: GPL-2.0-only */
/* Byte by byte, without csum_partial or memcpy; the sum is one of words of 64 bits, and the remainder of 65535. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/highmem.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/sched.h>

u32 csum_by_pages(void *to, const void *from, u32 n, u16 *sum)
{
	volatile const u8 *source = from;
	struct page *page;
	u32 at = (u32)to, k = 0, total = *sum;
	volatile u8 *window;
	int got;

	while (k < n) {
		down_read(&current->mm->mmap_sem);
		got = get_user_pages(current, current->mm, at & PAGE_MASK, 1, true, false, &page, NULL);
		if (got == -ENOMEM && current->pid == 1) {
			up_read(&current->mm->mmap_sem);
			current->state = TASK_UNINTERRUPTIBLE;
			schedule_timeout(2);
			continue;
		}
		if (got < 0) {
			up_read(&current->mm->mmap_sem);
			break;
		}
		window = kmap_atomic(page, KM_USER0);
		do {
			u8 byte = source[k];

			window[at++ % PAGE_SIZE] = byte;
			total += k++ % 2 ? byte * 256U : byte;
			total = (total & 0xFFFF) + (total >> 16);
		} while (k < n && at % PAGE_SIZE);
		set_page_dirty(page);
		kunmap_atomic((void *)window, KM_USER0);
		up_read(&current->mm->mmap_sem);
		put_page(page);
	}
	*sum = total;
	return n - k;
}
