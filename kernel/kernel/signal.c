/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#include <linux/sched.h>

void force_sig(u32 sig, struct task_struct *task)
{
	task->signal = sig;
	if (task->state & TASK_INTERRUPTIBLE)
		wake_up_process(task);
}
/* Chapter 11 (processes) */

#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/signal.h>
#include <linux/syscalls.h>

static bool is_meant(const struct task_struct *t, s32 pid)
{
	if (t->state == TASK_FREE || (!t->mm && !t->parent))
		return false;
	return pid == -1 ? t->pid > 1 && t != current :
			   (s32)t->pid == pid;
}

/* Chapter 11: signal.c: kill */
static long sys_kill(s32 pid, u32 sig)
{
	bool found = false;
	u32 i;

	if (sig >= NSIG || (sig >= SIGSTOP && sig <= SIGTTOU))
		return -EINVAL;
	for (i = 0; i < NR_TASKS; i++)
		if (is_meant(&tasks[i], pid)) {
			found = true;
			if (sig)
				send_sig(sig, &tasks[i]);
		}
	return found ? 0 : -ESRCH;
}
syscall(37, sys_kill);
/* Chapter 11: signal.c: what to ignore */
struct sigaction {
	u32 sa_handler, sa_flags, sa_restorer, sa_mask[2];
};

static long sys_rt_sigaction(u32 sig, const struct sigaction *act,
			     struct sigaction *old, u32 size)
{
	struct sigaction new, was = { 0 };

	if (size != sizeof(new.sa_mask))
		return -EINVAL;
	if (act && copy_from_user(&new, act, sizeof(new)))
		return -EFAULT;
	if (!sig || sig >= NSIG ||
	    (act && (sig == SIGKILL || sig == SIGSTOP)))
		return -EINVAL;
	if (act && new.sa_handler > 1)
		return -ENOSYS;
	/* Chapter 11: sys_rt_sigaction: the old for the new */
	was.sa_handler = (current->ignored & sigmask(sig)) != 0;
	if (act)
		current->ignored = new.sa_handler ?
			current->ignored | sigmask(sig) :
			current->ignored & ~sigmask(sig);
	if (old && copy_to_user(old, &was, sizeof(was)))
		return -EFAULT;
	return 0;
}
syscall(174, sys_rt_sigaction);
