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
	mmput(mm);
}

void do_exit(s32 code)
{
	BUG_ON(current->pid == 0);
	current->exit_code = code;
	exit_mm();
	/* Chapter 6: do_exit: what later chapters give back */
	/* Chapter 7: do_exit: leave for good */
	preempt_disable();
	current->state = TASK_ZOMBIE;
	if (current->waiter)
		wake_up_process(current->waiter);
	local_irq_disable();
	preempt_count() = 0;
	schedule();
	BUG_ON(true);
	for (;;)
		;
}
/* Chapter 7 (tasks) */

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
	free_pages(virt_to_page(task->thread_info), 1);
	task->state = TASK_FREE;
	return code;
}
