/* SPDX-License-Identifier: GPL-2.0-only */
/* SIGKILL has a way of its own. */
#include <linux/sched.h>
#include <linux/signal.h>

static bool add(u32 sig, u32 *pending)
{
	bool new = !(*pending & sigmask(sig));

	*pending |= sigmask(sig);
	return new;
}

static void break_sleep(struct task_struct *task)
{
	if (task->state == TASK_INTERRUPTIBLE)
		wake_up_process(task);
}

static bool is_ignored(u32 sig, const struct task_struct *task)
{
	return (task->ignored | SIG_KERNEL_IGNORE) & sigmask(sig);
}

bool leave_signal(u32 sig, struct task_struct *task, u32 *pending, u32 blocked)
{
	if (sig != SIGKILL && blocked & sigmask(sig)) {
		add(sig, pending);
		return true;
	}
	if (task->pid == 1 || (sig != SIGKILL && is_ignored(sig, task)))
		return false;
	if (add(sig, pending))
		break_sleep(task);
	return true;
}
