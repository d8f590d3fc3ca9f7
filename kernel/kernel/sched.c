/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#include <asm/hardirq.h>
#include <asm/mmu_context.h>
#include <asm/net.h>
#include <asm/processor.h>
#include <asm/system.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mm.h>
/* Chapter 7: sched.c: headers */
/* Chapter 8: sched.c: headers */
#include <linux/replay.h>
/* Chapter 20: sched.c: headers */
#include <linux/ide.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/string.h>

#define TIME_SLICE 4		/* ticks: 40 ms */

u32 nr_switches;		/* from one task to another */
static struct list_head run_queue = { &run_queue, &run_queue };

/* Chapter 7: sched.c: switch_to */
void switch_stacks(u32 *save_esp, u32 esp);

static void switch_to(struct task_struct *prev,
		      struct task_struct *next)
{
	init_tss.esp0 = (u32)next->thread_info + THREAD_SIZE;
	stts();
	prev->thread.recovery = net_recovery;
	net_recovery = next->thread.recovery;
	switch_stacks(&prev->thread.esp, next->thread.esp);
}

/* Chapter 7: sched.c: context_switch */
/* Interrupts are off, and the count is up; and so in switch_to. */
static void context_switch(struct task_struct *prev,
			   struct task_struct *next)
{
	struct mm_struct *old = prev->active_mm;

	if (next->mm)
		switch_mm(old, next->mm);
	else
		next->active_mm = old;
	if (!prev->mm)
		prev->active_mm = NULL;	/* what it borrowed is back */
	switch_to(prev, next);
}
/* Chapter 7: sched.c: schedule */
/* From anywhere but an interrupt, and comes back as it was called. */
static void __schedule(bool preempted)
{
	struct task_struct *prev = current, *next;
	u32 flags;

	local_irq_save(flags);
	preempt_count()++;
	list_del(&prev->run_list);
	INIT_LIST_HEAD(&prev->run_list);
	/* Chapter 7: __schedule: is it still able to run? */
	if (prev->state == TASK_RUNNING || preempted)
		list_add(&prev->run_list, run_queue.prev);
	/* Chapter 7: __schedule: wait until somebody is */
	while (list_empty(&run_queue)) {
		asm volatile("sti; hlt; cli" : : : "memory");
	}
	next = list_entry(run_queue.next, struct task_struct, run_list);
	next->time_slice = TIME_SLICE;
	prev->thread_info->flags &= ~TIF_NEED_RESCHED;
	if (next != prev) {
		nr_switches++;
		context_switch(prev, next);
	}
	preempt_count()--;
	local_irq_restore(flags);
}

void schedule(void)
{
	BUG_ON(in_atomic());
	/* Chapter 7: schedule: who comes in between? */
	/* Chapter 8: schedule: who comes in between? */
	yield_point("schedule");
	/* Chapter 11: schedule: who comes in between? */
	if (current->state == TASK_INTERRUPTIBLE && current->signal)
		current->state = TASK_RUNNING;
	__schedule(false);
}
/* Chapter 7: sched.c: putting somebody aside */
/* On the way out of the kernel, or of an interrupt in it. */
void before_return(struct pt_regs *regs)
{
	local_irq_disable();
	while (need_resched() && !in_atomic() &&
	       (regs->eflags & X86_EFLAGS_IF))
		__schedule(true);
	if (user_mode(regs)) {
		/* Chapter 7: before_return: down to ring 3 */
		BUG_ON(in_atomic());
		/* Chapter 7: before_return: is there a signal? */
		if (current->signal) {
			local_irq_enable();
			do_exit(current->signal);
		}
	}
}
/* Chapter 7: sched.c: putting somebody aside */

void preempt_check(void)
{
	u32 flags;

	local_irq_save(flags);
	local_irq_restore(flags);
	if (need_resched() && !in_atomic() && (flags & X86_EFLAGS_IF))
		__schedule(true);
}
/* Chapter 7: sched.c: putting somebody aside */

/* Interrupts are off, and the count is 1; both end here. */
void schedule_tail(void)
{
	preempt_count()--;
	local_irq_enable();
}
/* Chapter 8: sched.c: putting somebody aside */

void yield_to(struct task_struct *task)
{
	u32 flags;

	local_irq_save(flags);
	list_del(&task->run_list);
	list_add(&task->run_list, &run_queue);
	__schedule(true);
	local_irq_restore(flags);
}
/* Chapter 7: sched.c: waking up */
void wake_up_process(struct task_struct *task)
{
	u32 flags;

	local_irq_save(flags);
	if (task->state &
	    (TASK_INTERRUPTIBLE | TASK_UNINTERRUPTIBLE)) {
		task->state = TASK_RUNNING;
		if (list_empty(&task->run_list))
			list_add(&task->run_list, run_queue.prev);
	}
	local_irq_restore(flags);
}
/* Chapter 8: sched.c: waking up */

void schedule_timeout(u32 ticks)
{
	current->expires = jiffies + ticks;
	if (!current->expires)
		current->expires = 1;	/* 0 means never */
	schedule();
	current->expires = 0;
}
/* Chapter 8: sched.c: waking up */

static void wake_who_is_due(void)
{
	u32 i;

	for (i = 0; i < NR_TASKS; i++)
		if (tasks[i].expires &&
		    (s32)(jiffies - tasks[i].expires) >= 0)
			wake_up_process(&tasks[i]);
}
/* Chapter 11: sched.c: waking up */

void wake_up_new_task(struct task_struct *task, u32 clone_flags)
{
	u32 flags;

	local_irq_save(flags);
	task->state = TASK_RUNNING;
	if (clone_flags & CLONE_VM) {
		list_add(&task->run_list, run_queue.prev);
	} else {
		list_add(&task->run_list, &run_queue);
		set_need_resched();
	}
	local_irq_restore(flags);
}
/* Chapter 7: sched.c: the tick */
void scheduler_tick(void)
{
	/* Chapter 7: scheduler_tick: who is to be woken? */
	/* Chapter 8: scheduler_tick: who is to be woken? */
	wake_who_is_due();
	/* Chapter 20: scheduler_tick: who is to be woken? */
	ide_tick();
	/* Chapter 7: scheduler_tick: may it be put aside at all? */
	/* Chapter 8: scheduler_tick: may it be put aside at all? */
	if (replay_schedule)
		return;
	if (current->time_slice && --current->time_slice == 0)
		set_need_resched();
}
/* Chapter 7: sched.c: the first task */
static void sched_init(void)
{
	u32 i;

	for (i = 1; i < NR_TASKS; i++)
		tasks[i].state = TASK_FREE;
	tasks[0].thread_info = current_thread_info();
	tasks[0].time_slice = TIME_SLICE;
	list_add(&tasks[0].run_list, &run_queue);
}
subsys_initcall(sched_init);
