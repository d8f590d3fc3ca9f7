/* SPDX-License-Identifier: GPL-2.0-only */
/* One function and one way out; the places are found by hand. */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/signal.h>

void pipe_wait(struct inode *inode);

s32 write_record(struct inode *inode, const char *buf, u32 n, bool may_wait)
{
	struct pipe_inode_info *pipe = inode->i_pipe;
	s32 answer = (s32)n;
	u32 end, first;

	down_write(&inode->i_sem);
	while (pipe->readers && PIPE_SIZE - pipe->len < n && !current->signal && may_wait)
		pipe_wait(inode);
	if (!pipe->readers) {
		send_sig(SIGPIPE, current);
		answer = -EPIPE;
	} else if (pipe->len + n > PIPE_SIZE) {
		answer = current->signal ? -EINTR : -EAGAIN;
	} else {
		end = (pipe->start + pipe->len) % PIPE_SIZE;
		first = PIPE_SIZE - end;
		if (first > n)
			first = n;
		if (copy_from_user(pipe->base + end, buf, first) || (first < n && copy_from_user(pipe->base, buf + first, n - first)))
			answer = -EFAULT;
		else
			pipe->len += n;
	}
	up_write(&inode->i_sem);
	if (answer > 0)
		wake_up(&pipe->wait);
	return answer;
}
