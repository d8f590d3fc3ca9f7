/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include <asm/uaccess.h>
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>

int open_console(void)
{
	struct files_struct *files = kmalloc(sizeof(*files),
					     GFP_KERNEL);
	struct file *file;

	if (!files)
		return -ENOMEM;
	file = open_dentry(console, O_RDWR);
	/* Chapter 13: open_console: three times */
	if (!file) {
		kfree(files);
		return -ENOMEM;
	}
	*files = (struct files_struct){ .fd = { file, file, file } };
	atomic_set(&file->f_count, 3);
	current->files = files;
	return 0;
}

/* Chapter 13: console.c: its operations */
static s32 console_read(struct file *file, char *buf, u32 n, u32 *pos)
{
	return 0;
}

static s32 console_write_user(struct file *file, const char *buf,
			      u32 n, u32 *pos)
{
	char piece[128];
	u32 done = 0, size, left;

	while (done < n) {
		size = n - done;
		if (size > sizeof(piece))
			size = sizeof(piece);
		left = copy_from_user(piece, buf + done, size);
		console_write(piece, size - left);
		done += size - left;
		if (left)
			return done ? (s32)done : -EFAULT;
	}
	return done;
}

const struct file_operations console_operations = {
	.read = console_read, .write = console_write_user };
