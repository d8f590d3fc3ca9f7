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
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/string.h>

static u32 last_pid;

/* Chapter 7: fork.c: a free slot */
static struct task_struct *take_slot(void)
{
	struct task_struct *task = NULL;
	u32 i, flags;

	local_irq_save(flags);
	for (i = 1; i < NR_TASKS && !task; i++)
		if (tasks[i].state == TASK_FREE) {
			task = &tasks[i];
			*task = (struct task_struct){
				.state = TASK_UNINTERRUPTIBLE,
				.pid = ++last_pid };
			INIT_LIST_HEAD(&task->run_list);
		}
	local_irq_restore(flags);
	return task;
}
/* Chapter 7: fork.c: the first frame */
struct first_frame {
	u32 gs, fs, edi, esi, ebx, ebp, eip;
	void (*fn)(void *);
	void *arg;
};

static void first_frame(struct task_struct *task,
			void (*fn)(void *), void *arg)
{
	extern const char first_steps[];
	u32 top = (u32)task->thread_info + THREAD_SIZE;
	struct first_frame *frame = (struct first_frame *)top - 1;

	*frame = (struct first_frame){ .eip = (u32)first_steps,
				       .fn = fn, .arg = arg };
	task->esp = (u32)frame;
}
/* Chapter 7: fork.c: kernel_thread */
struct task_struct *kernel_thread(const char *name,
				  void (*fn)(void *), void *arg)
{
	struct task_struct *task = take_slot();
	struct page *stack = task ? alloc_pages(GFP_KERNEL, 1) : NULL;

	if (!stack) {
		if (task)
			task->state = TASK_FREE;
		return NULL;
	}
	task->thread_info = page_address(stack);
	memset(task->thread_info, 0, THREAD_SIZE);
	*task->thread_info = (struct thread_info){
		.preempt_count = 1, .task = task,
		.addr_limit = KERNEL_DS };
	strlcpy(task->comm, name, sizeof(task->comm));
	first_frame(task, fn, arg);
	return task;
}
