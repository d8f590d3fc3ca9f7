/* SPDX-License-Identifier: GPL-2.0-only */
/* Asks first what is to be done, as a number, and then does it; calls itself for another try. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/signal.h>

void pipe_wait(struct inode *inode);

enum verdict { BEGIN = 0, WAIT = 1 };

static s32 verdict(const struct pipe_inode_info *pipe, u32 n, bool may_wait)
{
	u32 room = PIPE_SIZE - pipe->len;

	return !pipe->readers ? -EPIPE : room >= n ? BEGIN : current->signal ? -EINTR : may_wait ? WAIT : -EAGAIN;
}

static s32 copy(struct pipe_inode_info ring, const char *buf, u32 n)
{
	u32 len = n;
	char *at = pipe_free(&ring, &len);

	if (!n)
		return 0;
	if (copy_from_user(at, buf, len))
		return -EFAULT;
	ring.len += len;
	return copy(ring, buf + len, n - len);
}

s32 write_record(struct inode *inode, const char *buf, u32 n, bool may_wait)
{
	s32 what;

	down_write(&inode->i_sem);
	while ((what = verdict(inode->i_pipe, n, may_wait)) == WAIT)
		pipe_wait(inode);
	if (what == BEGIN)
		what = copy(*inode->i_pipe, buf, n);
	if (what == 0)
		inode->i_pipe->len += n;
	if (what == -EPIPE)
		send_sig(SIGPIPE, current);
	up_write(&inode->i_sem);
	if (what)
		return what;
	wake_up(&inode->i_pipe->wait);
	return (s32)n;
}
