/* SPDX-License-Identifier: GPL-2.0-only */
/* By goto, every end with its own way out; the second piece is copied first. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/signal.h>

void pipe_wait(struct inode *inode);

s32 write_record(struct inode *inode, const char *buf, u32 n, bool may_wait)
{
	struct pipe_inode_info *const pipe = inode->i_pipe;
	u32 len = n;
	char *at;
	s32 error;

	down_write(&inode->i_sem);
again:
	if (pipe->readers == 0)
		goto nobody;
	if (n + pipe->len <= PIPE_SIZE)
		goto copy;
	error = -EINTR;
	if (current->signal)
		goto out;
	error = -EAGAIN;
	if (may_wait) {
		pipe_wait(inode);
		goto again;
	}
	goto out;
copy:
	at = pipe_free(pipe, &len);
	error = -EFAULT;
	if (len < n && copy_from_user(pipe->base, buf + len, n - len))
		goto out;
	if (copy_from_user(at, buf, len))
		goto out;
	pipe->len = pipe->len + n;
	up_write(&inode->i_sem);
	wake_up(&pipe->wait);
	return n;
nobody:
	up_write(&inode->i_sem);
	send_sig(SIGPIPE, current);
	return -EPIPE;
out:
	up_write(&inode->i_sem);
	return error;
}
