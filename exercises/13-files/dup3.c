/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/sched.h>

#define O_CLOEXEC 02000000

/*
 * The current task's number to means from's open file afterwards,
 * and is closed at execve if flags say O_CLOEXEC. The answer is to.
 * -EINVAL: other flags, or from is to; -EBADF: to is no number for
 * a descriptor, or from is no open file. What to was before is let
 * go last. May sleep.
 */
long dup3(u32 from, u32 to, u32 flags)
{
	return 0;
}
