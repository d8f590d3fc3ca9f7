/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>
#include <linux/signal.h>

/* Sleeps until something changes; i_sem is held before and after. */
void pipe_wait(struct inode *inode);

/*
 * Writes n bytes, 1 to PIPE_SIZE, into the pipe: all or none. n, or
 * -EPIPE after SIGPIPE: nobody reads; -EFAULT: a byte cannot be
 * read; with no room -EINTR: a signal, or -EAGAIN: it must not wait.
 * The caller has no lock. May sleep.
 */
s32 write_record(struct inode *inode, const char *buf, u32 n,
		 bool may_wait)
{
	return 0;
}
