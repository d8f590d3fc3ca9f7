/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/initrd.h>
#include <linux/string.h>

/*
 * The entry at offset at (a multiple of 4) of an archive of size
 * bytes: 1 and *file; 0 at the trailer or at the end; -EINVAL if
 * it is not one, or does not lie whole within the archive. Reads
 * nothing outside the archive.
 */
int newc_entry(const void *archive, u32 size, u32 at,
	       struct initrd_file *file)
{
	return -EINVAL;
}
