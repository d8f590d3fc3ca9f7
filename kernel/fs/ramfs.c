/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include <linux/fs.h>

const struct file_operations ramfs_operations = {
	.read = generic_file_read, .write = generic_file_write,
	.has_position = true };
