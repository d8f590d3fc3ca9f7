/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/uaccess.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/pagemap.h>
#include <linux/preempt.h>

/*
 * Writes n bytes of the program's, at buf, to the file at *pos,
 * which moves; *pos + n is below 2 GiB. Returns how many have come;
 * or, if none has, the error: -EFAULT, or read_cache_page's. Bytes
 * that cannot be read do not touch the file. The caller holds
 * i_sem for writing. May sleep.
 */
s32 generic_perform_write(struct inode *inode, const char *buf,
			  u32 n, u32 *pos)
{
	return -1;
}
