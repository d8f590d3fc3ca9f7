/* SPDX-License-Identifier: GPL-2.0-only */
/* Question by question, and the table by itself: no fget. */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/sched.h>

long dup3(u32 from, u32 to, u32 flags)
{
	struct files_struct *t = current->files;
	struct file *before;
	u32 bit;

	if (flags != 0 && flags != 02000000)
		return -EINVAL;
	if (from == to)
		return -EINVAL;
	if (to > NR_OPEN - 1)
		return -EBADF;
	if (from > NR_OPEN - 1 || t->fd[from] == NULL)
		return -EBADF;
	bit = 1U << to;
	before = t->fd[to];
	t->fd[to] = t->fd[from];
	atomic_inc(&t->fd[to]->f_count);
	if (flags)
		t->close_on_exec |= bit;
	else
		t->close_on_exec &= ~bit;
	if (before)
		fput(before);
	return to;
}
