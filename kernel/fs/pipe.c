/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 14 (pipes) */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/slab.h>
#include <linux/syscalls.h>

/* Chapter 14: pipe.c: wait for the other end */
/* i_sem is held, and held again afterwards. */
static void pipe_wait(struct inode *inode)
{
	DEFINE_WAIT(wait);

	prepare_to_wait(&inode->i_pipe->wait, &wait,
			TASK_INTERRUPTIBLE);
	up_write(&inode->i_sem);
	schedule();
	finish_wait(&inode->i_pipe->wait, &wait);
	down_write(&inode->i_sem);
}
/* Chapter 14: pipe.c: wait for the other end */

static void tell(struct pipe_inode_info *pipe, s32 done, s32 *told)
{
	if (done > *told)
		wake_up(&pipe->wait);
	*told = done;
}
/* Chapter 14: pipe.c: read */
static s32 pipe_read(struct file *file, char *buf, u32 n, u32 *pos)
{
	struct inode *inode = file->f_dentry->d_inode;
	struct pipe_inode_info *pipe = inode->i_pipe;
	s32 done = 0, told = 0;
	char *at;
	u32 len;

	if (!n)
		return 0;
	down_write(&inode->i_sem);
	for (;;) {
		/* Chapter 14: pipe_read: take a piece */
		len = n - done;
		at = pipe_full(pipe, &len);
		if (len) {
			if (copy_to_user(buf + done, at, len)) {
				done = done ? done : -EFAULT;
				break;
			}
			pipe_took(pipe, len);
			done += len;
			if ((u32)done == n)
				break;
			continue;
		}
		/* Chapter 14: pipe_read: is there a reason to wait? */
		if (!pipe->writers)
			break;
		if (!pipe->waiting_writers) {
			if (done)
				break;
			if (file->f_flags & O_NONBLOCK) {
				done = -EAGAIN;
				break;
			}
		}
		if (current->signal) {
			done = done ? done : -EINTR;
			break;
		}
		tell(pipe, done, &told);
		pipe_wait(inode);
	}
	up_write(&inode->i_sem);
	tell(pipe, done, &told);
	return done;
}
/* Chapter 14: pipe.c: write */
static s32 pipe_write(struct file *file, const char *buf, u32 n,
		      u32 *pos)
{
	struct inode *inode = file->f_dentry->d_inode;
	struct pipe_inode_info *pipe = inode->i_pipe;
	u32 room = n <= PIPE_BUF ? n : 1;
	s32 done = 0, told = 0;
	char *at;
	u32 len;

	if (!n)
		return 0;
	down_write(&inode->i_sem);
	for (;;) {
		/* Chapter 14: pipe_write: is there anybody? */
		if (!pipe->readers) {
			send_sig(SIGPIPE, current);
			done = done ? done : -EPIPE;
			break;
		}
		/* Chapter 14: pipe_write: put a piece */
		if (PIPE_SIZE - pipe->len >= room) {
			len = n - done;
			at = pipe_free(pipe, &len);
			if (copy_from_user(at, buf + done, len)) {
				done = done ? done : -EFAULT;
				break;
			}
			pipe_put(pipe, len);
			done += len;
			if ((u32)done == n)
				break;
			room = 1;
			if (pipe->len < PIPE_SIZE)
				continue;
		}
		/* Chapter 14: pipe_write: wait for room */
		if (file->f_flags & O_NONBLOCK || current->signal) {
			if (!done)
				done = current->signal ? -EINTR : -EAGAIN;
			break;
		}
		tell(pipe, done, &told);
		pipe->waiting_writers++;
		pipe_wait(inode);
		pipe->waiting_writers--;
	}
	up_write(&inode->i_sem);
	wake_up(&pipe->wait);
	return done;
}
/* Chapter 14: pipe.c: an end is closed */
static void free_pipe(struct inode *inode)
{
	put_page(virt_to_page(inode->i_pipe->base));
	kfree(inode->i_pipe);
}

static void pipe_release(struct file *file)
{
	struct inode *inode = file->f_dentry->d_inode;
	struct pipe_inode_info *pipe = inode->i_pipe;
	bool last;

	down_write(&inode->i_sem);
	if (may_write(file))
		pipe->writers--;
	else
		pipe->readers--;
	last = !pipe->readers && !pipe->writers;
	wake_up(&pipe->wait);
	up_write(&inode->i_sem);
	if (last)
		free_pipe(inode);
}

static const struct file_operations pipe_operations = {
	.read = pipe_read, .write = pipe_write,
	.release = pipe_release };
/* Chapter 14: pipe.c: make one */
static struct dentry *new_pipe(void)
{
	struct pipe_inode_info *pipe = kmalloc(sizeof(*pipe),
					       GFP_KERNEL);
	struct page *page = alloc_page(GFP_KERNEL);
	struct dentry *d = d_add(NULL, "pipe", 4,
				 new_inode(S_IFIFO | 0600,
					   &pipe_operations));

	if (!pipe || !page || !d) {
		kfree(pipe);
		if (page)
			put_page(page);
		if (d)
			dput(d);
		return NULL;
	}
	*pipe = (struct pipe_inode_info){ .base = page_address(page) };
	INIT_LIST_HEAD(&pipe->wait.tasks);
	d->d_inode->i_pipe = pipe;
	return d;
}

/* Chapter 14: pipe.c: both ends */
static struct file *open_end(struct dentry *d, u32 flags)
{
	struct file *file = open_dentry(d, flags);

	if (file && flags == O_WRONLY)
		d->d_inode->i_pipe->writers++;
	else if (file)
		d->d_inode->i_pipe->readers++;
	return file;
}

/* Chapter 14: pipe.c: two of them */
static int open_both(struct file *end[2])
{
	struct dentry *d = new_pipe();

	if (!d)
		return -ENOMEM;
	end[0] = open_end(d, 0);
	end[1] = open_end(d, O_WRONLY);
	if (!end[0] && !end[1])
		free_pipe(d->d_inode);
	dput(d);
	if (end[0] && end[1])
		return 0;
	if (end[0])
		fput(end[0]);
	if (end[1])
		fput(end[1]);
	return -ENOMEM;
}

/* Chapter 14: pipe.c: the call */
static long sys_pipe(u32 *numbers)
{
	struct file **fd = current->files->fd, *end[2];
	int from, to = -EMFILE, error;

	from = get_unused_fd(0);
	if (from >= 0)
		to = get_unused_fd(from + 1);
	if (to < 0)
		return -EMFILE;
	error = open_both(end);
	if (error)
		return error;
	fd[from] = end[0];
	fd[to] = end[1];
	if (put_user((u32)from, numbers) ||
	    put_user((u32)to, numbers + 1))
		return -EFAULT;
	return 0;
}
syscall(42, sys_pipe);
