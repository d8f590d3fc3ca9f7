/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/setup.h>
#include <linux/errno.h>
#include <linux/initrd.h>
#include <linux/string.h>

int initrd_find(const char *name, struct initrd_file *file)
{
	u32 at = 0, size = initrd_end - initrd_start;

	while (newc_entry((void *)initrd_start, size, at, file) > 0) {
		if (!strcmp(file->name, name))
			return 0;
		at = file->next;
	}
	return -ENOENT;
}
