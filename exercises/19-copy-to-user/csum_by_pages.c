/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/highmem.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>

/* sum and n bytes: 32 bits, whose halves are still to be added. */
u32 csum_partial(const void *bytes, u32 n, u32 sum);

/*
 * Copies n bytes to current's own memory, by way of its frames, and
 * adds what was copied to *sum, 16 bits with the carry. to + n is at
 * most TASK_SIZE. from may change meanwhile. How many bytes at the
 * end were not copied. The caller holds no lock and has no window;
 * sleeps. Linux's csum_and_copy_to_user stores to the address.
 */
u32 csum_by_pages(void *to, const void *from, u32 n, u16 *sum)
{
	return ~0U;
}
