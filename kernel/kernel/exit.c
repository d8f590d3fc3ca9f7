/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/net.h>
#include <asm/processor.h>
#include <asm/tlbflush.h>
#include <linux/kernel.h>
#include <linux/sched.h>
/* Chapter 6: exit.c: headers */
/* Chapter 7: exit.c: headers */
#include <linux/gfp.h>
#include <linux/mm.h>
/* Chapter 11: exit.c: headers */
#include <linux/pid.h>
#include <linux/signal.h>
/* Chapter 13: exit.c: headers */
#include <linux/fs.h>

/* Chapter 6: exit.c: exit_mm */
/* The program's memory goes back; the kernel's remains. */
static void exit_mm(void)
{
	struct mm_struct *mm = current->mm;

	if (!mm)
		return;
	current->mm = NULL;
	load_cr3(init_mm.pgd);
	/* Chapter 6: exit_mm: whose tables are walked now? */
	/* Chapter 7: exit_mm: whose tables are walked now? */
	current->active_mm = &init_mm;
	/* Chapter 11: exit_mm: whose tables are walked now? */
	mm_release(current);
	mmput(mm);
}

void do_exit(s32 code)
{
	BUG_ON(current->pid == 0);
	current->exit_code = code;
	exit_mm();
	/* Chapter 6: do_exit: what later chapters give back */
	/* Chapter 11: do_exit: what later chapters give back */
	if (current->pid == 1)
		panic("Attempted to kill init!");
	forget_original_parent(current, find_task_by_pid(1));
	/* Chapter 13: do_exit: what later chapters give back */
	exit_files();
	/* Chapter 7: do_exit: leave for good */
	preempt_disable();
	current->state = TASK_ZOMBIE;
	if (current->waiter)
		wake_up_process(current->waiter);
	/* Chapter 7: do_exit: who else is told? */
	/* Chapter 11: do_exit: who else is told? */
	if (current->parent)
		wake_up(&current->parent->wait_chldexit);
	/* Chapter 11: do_exit: who else is told? */
	if (current->parent && current->parent->ignored & sigmask(SIGCHLD)) {
		current->parent = find_task_by_pid(1);
		wake_up(&current->parent->wait_chldexit);
	}
	local_irq_disable();
	preempt_count() = 0;
	schedule();
	BUG_ON(true);
	for (;;)
		;
}
/* Chapter 7 (tasks) */

void release_task(struct task_struct *task)
{
	free_pages(virt_to_page(task->thread_info), 1);
	/* Chapter 7: release_task: what later chapters forget */
	/* Chapter 11: release_task: what later chapters forget */
	task->parent = NULL;
	task->state = TASK_FREE;
}

s32 wait_task(struct task_struct *task)
{
	s32 code;

	task->waiter = current;
	for (;;) {
		current->state = TASK_UNINTERRUPTIBLE;
		if (task->state == TASK_ZOMBIE)
			break;
		schedule();
	}
	current->state = TASK_RUNNING;
	code = task->exit_code;
	release_task(task);
	return code;
}
/* Chapter 11 (processes) */

#include <asm/uaccess.h>
#include <linux/errno.h>
#include <linux/syscalls.h>

/* Chapter 11: exit.c: a child that has ended */
static long bury(struct task_struct *child, u32 *status)
{
	u32 pid = child->pid;

	if (status && put_user((u32)child->exit_code, status))
		return -EFAULT;
	release_task(child);
	return pid;
}

static long sys_wait4(s32 pid, u32 *status, u32 options, void *usage)
{
	struct task_struct *child;
	DEFINE_WAIT(wait);
	bool any;

	if (options & ~WNOHANG || usage)
		return -EINVAL;
	for (;;) {
		prepare_to_wait(&current->wait_chldexit, &wait,
				TASK_INTERRUPTIBLE);
		child = eligible_child(current, pid, &any);
		if (child || !any || options & WNOHANG ||
		    current->signal)
			break;
		schedule();
	}
	finish_wait(&current->wait_chldexit, &wait);
	return child ? bury(child, status) : !any ? -ECHILD :
	       options & WNOHANG ? 0 : -EINTR;
}
syscall(114, sys_wait4);
/* Chapter 11 (processes) */

static long sys_waitpid(s32 pid, u32 *status, u32 options)
{
	return sys_wait4(pid, status, options, NULL);
}
syscall(7, sys_waitpid);
