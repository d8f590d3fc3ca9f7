/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/system.h>
#include <asm/tlbflush.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>

static DECLARE_WAIT_QUEUE_HEAD(somebody_died);

void do_exit(s32 code)
{
	struct task_struct *task = current;

	BUG_ON(task->pid == 0);
	task->exit_code = code;
	drop_memory(task);
	/* Chapter 6: do_exit: what later chapters give back */
	preempt_disable();
	task->state = TASK_ZOMBIE;
	wake_up(&somebody_died);
	/* Chapter 6: do_exit: leave for good */
	local_irq_disable();
	preempt_count() = 0;
	schedule();
	BUG_ON(true);
	for (;;)
		;
}

/* Chapter 6: exit.c: wait_task */
s32 wait_task(struct task_struct *task)
{
	s32 code;

	wait_event(somebody_died, task->state == TASK_ZOMBIE);
	code = task->exit_code;
	free_pages(virt_to_page(task->thread_info), 1);
	task->state = TASK_FREE;
	return code;
}
