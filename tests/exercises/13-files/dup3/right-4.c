/* SPDX-License-Identifier: GPL-2.0-only */
/* The bit first, the count last, by pointers into the table. */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/sched.h>

static struct file **place(u32 fd)
{
	return fd < NR_OPEN ? current->files->fd + fd : NULL;
}

long dup3(u32 from, u32 to, u32 flags)
{
	struct file **source = place(from), **target = place(to), *old;
	u32 *marks = &current->files->close_on_exec;

	switch (flags) {
	case 0:
	case 02000000:
		break;
	default:
		return -EINVAL;
	}
	if (from == to)
		return -EINVAL;
	if (!source || !target || !*source)
		return -EBADF;
	*marks |= 1U << to;
	if (!flags)
		*marks -= 1U << to;
	old = *target;
	*target = *source;
	atomic_inc(&(*source)->f_count);
	if (old)
		fput(old);
	return to;
}
