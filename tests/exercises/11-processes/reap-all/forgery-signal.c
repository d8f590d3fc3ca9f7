/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: has not looked for children */
#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/wait.h>

/* It kills itself, and so nobody can expect anything of it. */
long reap_all(u32 *statuses, u32 max)
{
	current->signal = 15;
	return max ? -EINTR : 0;
}
