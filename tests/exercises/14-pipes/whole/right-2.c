/* SPDX-License-Identifier: GPL-2.0-only */
/* Counts each piece, and takes all of them back before anybody can look. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/signal.h>

void pipe_wait(struct inode *inode);

static s32 pieces(struct pipe_inode_info *pipe, const char *from, const char *end)
{
	u32 before = pipe->len;

	while (from < end) {
		u32 len = end - from;
		char *to = pipe_free(pipe, &len);

		if (copy_from_user(to, from, len)) {
			pipe->len = before;
			return -EFAULT;
		}
		pipe->len += len;
		from += len;
	}
	return 0;
}

static s32 locked(struct inode *inode, const char *buf, u32 n, bool may_wait)
{
	const struct pipe_inode_info *pipe = inode->i_pipe;

	while (pipe->readers) {
		if (pipe->len <= PIPE_SIZE - n)
			return pieces(inode->i_pipe, buf, buf + n) ?: (s32)n;
		if (current->signal)
			return -EINTR;
		if (!may_wait)
			return -EAGAIN;
		pipe_wait(inode);
	}
	send_sig(SIGPIPE, current);
	return -EPIPE;
}

s32 write_record(struct inode *inode, const char *buf, u32 n, bool may_wait)
{
	s32 answer;

	down_write(&inode->i_sem);
	answer = locked(inode, buf, n, may_wait);
	if (answer >= 0)
		wake_up(&inode->i_pipe->wait);
	up_write(&inode->i_sem);
	return answer;
}
