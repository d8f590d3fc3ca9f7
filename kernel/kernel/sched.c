/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <asm/hardirq.h>
#include <asm/processor.h>
#include <asm/system.h>
#include <asm/tlbflush.h>
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/jiffies.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>

#define TIME_SLICE 4		/* ticks: 40 ms */

struct task_struct tasks[NR_TASKS];
u32 nr_switches;		/* from one task to another */
static struct list_head run_queue = { &run_queue, &run_queue };

/* Chapter 6: sched.c: switch_to */
void switch_stacks(u32 *save_esp, u32 esp);

static void switch_to(struct task_struct *prev,
		      struct task_struct *next)
{
	/* Chapter 6: switch_to: where to be interrupted */
	init_tss.esp0 = (u32)next->thread_info + THREAD_SIZE;
	/* Chapter 6: switch_to: no floating point */
	{
		u32 cr0;

		asm volatile("movl %%cr0, %0" : "=r"(cr0));
		asm volatile("movl %0, %%cr0" : : "r"(cr0 | 8));
	}
	if (next->pgd != prev->pgd)
		load_cr3(next->pgd);
	switch_stacks(&prev->esp, next->esp);
}
/* Chapter 6: sched.c: schedule */
static void __schedule(bool preempted)
{
	struct task_struct *prev = current, *next;
	u32 flags;

	local_irq_save(flags);
	preempt_count()++;
	list_del(&prev->run_list);
	INIT_LIST_HEAD(&prev->run_list);
	/* Chapter 6: schedule: is it still able to run? */
	if (prev->state == TASK_RUNNING || preempted)
		list_add(&prev->run_list, run_queue.prev);
	/* Chapter 6: schedule: wait until somebody is */
	while (list_empty(&run_queue)) {
		asm volatile("sti; hlt; cli" : : : "memory");
	}
	next = list_entry(run_queue.next, struct task_struct, run_list);
	next->time_slice = TIME_SLICE;
	prev->thread_info->flags &= ~TIF_NEED_RESCHED;
	if (next != prev) {
		nr_switches++;
		switch_to(prev, next);
	}
	preempt_count()--;
	local_irq_restore(flags);
}

void schedule(void)
{
	BUG_ON(in_atomic());
	__schedule(false);
}
/* Chapter 6: sched.c: preemption */
/* On the way out of the kernel, or of an interrupt in it. */
void before_return(struct pt_regs *regs)
{
	local_irq_disable();
	while (need_resched() && !in_atomic() &&
	       (regs->eflags & X86_EFLAGS_IF))
		__schedule(true);
}
/* Chapter 6: sched.c: preemption */

void preempt_check(void)
{
	u32 flags;

	local_irq_save(flags);
	local_irq_restore(flags);
	if (need_resched() && !in_atomic() && (flags & X86_EFLAGS_IF))
		__schedule(true);
}
/* Chapter 6: sched.c: preemption */

void finish_switch(void)
{
	preempt_count()--;
	local_irq_enable();
}
/* Chapter 6: sched.c: waking up */
void wake_up_process(struct task_struct *task)
{
	u32 flags;

	local_irq_save(flags);
	if (task->state == TASK_INTERRUPTIBLE ||
	    task->state == TASK_UNINTERRUPTIBLE) {
		task->state = TASK_RUNNING;
		task->expires = 0;
		if (list_empty(&task->run_list))
			list_add(&task->run_list, run_queue.prev);
	}
	local_irq_restore(flags);
}
/* Chapter 6: sched.c: waking up */

void schedule_timeout(u32 ticks)
{
	current->expires = jiffies + ticks;
	if (!current->expires)
		current->expires = 1;	/* 0 means never */
	schedule();
	current->expires = 0;
}
/* Chapter 6: sched.c: the tick */
void scheduler_tick(void)
{
	u32 i;

	for (i = 0; i < NR_TASKS; i++)
		/* Chapter 6: scheduler_tick: is it time to wake it? */
		if (tasks[i].expires && (s32)(jiffies - tasks[i].expires) >= 0)
			wake_up_process(&tasks[i]);
	/* Chapter 6: scheduler_tick: is its share used up? */
	if (current->time_slice && --current->time_slice == 0)
		set_need_resched();
}
/* Chapter 6: sched.c: the first task */
static void sched_init(void)
{
	u32 i;

	for (i = 1; i < NR_TASKS; i++)
		tasks[i].state = TASK_FREE;
	tasks[0] = (struct task_struct){
		.thread_info = current_thread_info(),
		.pgd = swapper_pg_dir, .comm = "swapper",
		.time_slice = TIME_SLICE,
	};
	list_add(&tasks[0].run_list, &run_queue);
	current = &tasks[0];
}
subsys_initcall(sched_init);
