/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#pragma once
#include <linux/types.h>

struct initrd_file {
	const char *name;	/* in the archive, with its zero byte */
	const u8 *bytes;
	u32 size, mode, next;	/* next: offset of the next entry */
};

/*
 * The entry at offset at (a multiple of 4) of an archive of size
 * bytes: 1 and *file; 0 at the trailer or at the end; -EINVAL if
 * it is not one, or does not lie whole within the archive.
 */
int newc_entry(const void *archive, u32 size, u32 at,
	       struct initrd_file *file);
/* A file of the initrd by its name: 0, or -ENOENT. */
int initrd_find(const char *name, struct initrd_file *file);
