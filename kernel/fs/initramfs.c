/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include <asm/setup.h>
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/init.h>
#include <linux/initrd.h>
#include <linux/kernel.h>
#include <linux/string.h>

/* Chapter 15: initramfs.c: read in one piece */
const struct file_operations archive_operations = {
	.read = generic_file_read, .has_position = true };
/* Chapter 13: initramfs.c: make the tree */
static struct dentry *add(const char *name, u32 mode,
			  const struct file_operations *fop)
{
	struct dentry *d = NULL;
	struct nameidata nd;

	if (!path_lookup(name, &nd) && !nd.dentry)
		d = d_add(nd.parent, nd.last, nd.len,
			  new_inode(mode, fop));
	if (!d)
		panic("no room for the file %s", name);
	return d;
}

/* Chapter 13: initramfs.c: the archive's files */
static void rootfs_init(void)
{
	u32 at = 0, size = initrd_end - initrd_start;
	struct initrd_file file;
	struct inode *inode;

	root = d_add(NULL, "/", 1,
		     new_inode(S_IFDIR | 0755, &dir_operations));
	BUG_ON(!root);
	add("dev", S_IFDIR | 0755, &dir_operations);
	console = add("dev/console", S_IFCHR | 0600,
		      &console_operations);
	atomic_inc(&console->d_count);
	while (newc_entry((void *)initrd_start, size, at, &file) > 0) {
		inode = add(file.name, S_IFREG | 0555,
			    &archive_operations)->d_inode;
		inode->i_bytes = file.bytes;
		inode->i_size = file.size;
		at = file.next;
	}
}
device_initcall(rootfs_init);
