/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/sched.h>

struct mm_struct *mm_alloc(void)
{
	struct page *page = alloc_page(GFP_KERNEL);
	struct mm_struct *mm;

	if (!page)
		return NULL;
	mm = page_address(page);
	*mm = (struct mm_struct){ .pgd = pgd_alloc() };
	/* Chapter 6: mm_alloc: what later chapters fill in */
	/* Chapter 9: mm_alloc: what later chapters fill in */
	init_rwsem(&mm->mmap_sem);
	mm->free_area_cache = TASK_UNMAPPED_BASE;
	if (mm->pgd)
		return mm;
	put_page(page);
	return NULL;
}

/* Chapter 6: fork.c: the end of a memory */
void mmdrop(struct mm_struct *mm)
{
	/* Chapter 6: mmdrop: does somebody else hold it? */
	pgd_free(mm->pgd);
	put_page(virt_to_page(mm));
}

void mmput(struct mm_struct *mm)
{
	exit_mmap(mm);
	mmdrop(mm);
}

/* Chapter 7 (tasks) */

#include <asm/system.h>
#include <asm/uaccess.h>
#include <linux/kernel.h>
#include <linux/string.h>

static u32 last_pid;

/* Chapter 7: fork.c: a free slot */
static struct task_struct *alloc_task_struct(void)
{
	struct task_struct *task = NULL;
	u32 i, flags;

	local_irq_save(flags);
	for (i = 1; i < NR_TASKS && !task; i++)
		if (tasks[i].state == TASK_FREE) {
			task = &tasks[i];
			task->state = TASK_UNINTERRUPTIBLE;
		}
	local_irq_restore(flags);
	return task;
}
/* Chapter 7: fork.c: dup_task_struct */
/* orig, once more, on a stack of its own; or NULL. It may sleep. */
static struct task_struct *dup_task_struct(struct task_struct *orig)
{
	struct page *stack = alloc_pages(GFP_KERNEL, 1);
	struct task_struct *task = stack ? alloc_task_struct() : NULL;

	if (!task) {
		if (stack)
			free_pages(stack, 1);
		return NULL;
	}
	*task = *orig;
	task->thread_info = page_address(stack);
	*task->thread_info = *orig->thread_info;
	task->thread_info->task = task;
	return task;
}
/* Chapter 7: fork.c: kthread_create */
struct task_struct *kthread_create(void (*fn)(void *), void *arg,
				   const char *name)
{
	struct task_struct *task = dup_task_struct(current);

	if (!task)
		return NULL;
	/* Chapter 7: kthread_create: what is not inherited */
	task->state = TASK_UNINTERRUPTIBLE;
	task->pid = ++last_pid;
	task->mm = task->active_mm = NULL;
	task->signal = 0;
	task->waiter = NULL;
	task->oopsed = false;
	INIT_LIST_HEAD(&task->run_list);
	/* Chapter 7: kthread_create: what is not inherited */
	*task->thread_info = (struct thread_info){
		.task = task, .preempt_count = 1, .addr_limit = KERNEL_DS };
	strlcpy(task->comm, name, sizeof(task->comm));
	copy_thread(task, fn, arg);
	return task;
}
