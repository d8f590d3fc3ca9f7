/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>

/* Does its entry allow a store? Takes page_table_lock to look. */
bool may_store(struct mm_struct *mm, u32 address);

/*
 * Makes sure that n bytes of mm's, from any address on, can be stored
 * to with no question asked. 0; -EFAULT: not all of them may be, or a
 * page cannot be had; -ENOMEM: no frame. A range that may not be
 * stored to leaves everything as it was. The caller holds mmap_sem,
 * for reading at least, and no spinlock; sleeps. Linux 2.5.69:
 * __verify_write, of current's memory and without the lock.
 */
int verify_write(struct mm_struct *mm, u32 address, u32 n)
{
	return -ENOSYS;
}
