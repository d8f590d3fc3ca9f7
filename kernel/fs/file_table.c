/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/sched.h>
#include <linux/slab.h>

struct file *fget(u32 fd)
{
	return fd < NR_OPEN ? current->files->fd[fd] : NULL;
}

/* Chapter 13: file_table.c: a free number */

int get_unused_fd(u32 from)
{
	u32 fd;

	for (fd = from; fd < NR_OPEN; fd++)
		if (!current->files->fd[fd])
			return fd;
	return -EMFILE;
}
/* Chapter 13: file_table.c: open and close */

struct file *open_dentry(struct dentry *dentry, u32 flags)
{
	struct file *file = kmalloc(sizeof(*file), GFP_KERNEL);

	if (!file)
		return NULL;
	*file = (struct file){ .f_op = dentry->d_inode->i_fop,
			       .f_dentry = dentry, .f_flags = flags };
	atomic_set(&file->f_count, 1);
	atomic_inc(&dentry->d_count);
	return file;
}

void fput(struct file *file)
{
	if (!atomic_dec_and_test(&file->f_count))
		return;
	if (file->f_op->release)
		file->f_op->release(file);
	dput(file->f_dentry);
	kfree(file);
}
/* Chapter 13: file_table.c: the whole table */

int copy_files(struct task_struct *child)
{
	u32 fd;

	child->files = kmalloc(sizeof(*child->files), GFP_KERNEL);
	if (!child->files)
		return -ENOMEM;
	*child->files = *current->files;
	for (fd = 0; fd < NR_OPEN; fd++)
		if (child->files->fd[fd])
			atomic_inc(&child->files->fd[fd]->f_count);
	return 0;
}

/* Chapter 13: file_table.c: at the end, and at execve */
static void close_these(u32 which)
{
	struct files_struct *files = current->files;
	struct file *file;
	u32 fd;

	for (fd = 0; fd < NR_OPEN; fd++)
		if (which & 1U << fd && files->fd[fd]) {
			file = files->fd[fd];
			files->fd[fd] = NULL;
			fput(file);
		}
	files->close_on_exec &= ~which;
}

void flush_old_files(void)
{
	close_these(current->files->close_on_exec);
}

void exit_files(void)
{
	if (!current->files)
		return;
	close_these(-1);
	kfree(current->files);
	current->files = NULL;
}
