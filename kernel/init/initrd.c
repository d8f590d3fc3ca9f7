/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/setup.h>
#include <linux/errno.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/monitor.h>
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

/* Chapter 6: initrd.c: the monitor's ls */
static void ls(int argc, char **argv)
{
	u32 at = 0, size = initrd_end - initrd_start;
	struct initrd_file file;

	while (newc_entry((void *)initrd_start, size, at, &file) > 0) {
		printk("%7u  %s\n", file.size, file.name);
		at = file.next;
	}
}
monitor_command("ls", "", "the programs in the initrd", ls);
