/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/uaccess.h>
#include <linux/console.h>
#include <linux/errno.h>
#include <linux/sched.h>
#include <linux/syscalls.h>

static long sys_exit(u32 status)
{
	do_exit((status & 0xff) << 8);
}
syscall(1, sys_exit);

static long sys_getpid(void)
{
	return current->pid;
}
syscall(20, sys_getpid);

/* Chapter 13: sys.c: sys_write */
/* sys_write is in fs/read_write.c now */
/* Chapter 7 (tasks) */

static long sys_sched_yield(void)
{
	schedule();
	return 0;
}
syscall(158, sys_sched_yield);
/* Chapter 8 (waiting) */

#include <linux/jiffies.h>

struct timespec {
	s32 tv_sec, tv_nsec;
};

static long sys_nanosleep(const struct timespec *req,
			  struct timespec *rem)
{
	struct timespec t;
	u32 ticks;

	if (copy_from_user(&t, req, sizeof(t)))
		return -EFAULT;
	if (t.tv_sec < 0 || (u32)t.tv_nsec >= 1000000000)
		return -EINVAL;
	/* Chapter 8: sys_nanosleep: at most 240 days */
	if (t.tv_sec > 240 * 86400)
		t.tv_sec = 240 * 86400;
	ticks = t.tv_sec * HZ + (t.tv_nsec + 9999999) / 10000000;
	ticks++;			/* the one that has begun */
	current->state = TASK_INTERRUPTIBLE;
	schedule_timeout(ticks);
	return 0;
}
syscall(162, sys_nanosleep);
/* Chapter 9 (address-spaces) */

static long sys_uname(char *to)
{
	static const char name[6][65] = {
		"Linux", "(none)", "2.6.9-borrowed-pages", "#1", "i386",
		"(none)" };

	return copy_to_user(to, name, sizeof(name)) ? -EFAULT : 0;
}
syscall(122, sys_uname);
/* Chapter 11 (processes) */

syscall(252, sys_exit);

static long sys_getppid(void)
{
	return current->parent ? current->parent->pid : 0;
}
syscall(64, sys_getppid);
