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
	/* Chapter 11: mm_alloc: what later chapters fill in */
	atomic_set(&mm->mm_users, 1);
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
	/* Chapter 6: mmput: does somebody else live in it? */
	/* Chapter 11: mmput: does somebody else live in it? */
	if (!atomic_dec_and_test(&mm->mm_users))
		return;
	exit_mmap(mm);
	mmdrop(mm);
}

/* Chapter 7 (tasks) */

#include <asm/system.h>
#include <asm/uaccess.h>
#include <linux/kernel.h>
#include <linux/string.h>

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
/* Chapter 7: fork.c: a free slot */

static u32 next_pid(void)
{
	static u32 last;
	u32 flags, pid;

	local_irq_save(flags);
	pid = ++last;
	local_irq_restore(flags);
	return pid;
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
	task->pid = next_pid();
	task->mm = task->active_mm = NULL;
	task->signal = 0;
	task->waiter = NULL;
	task->oopsed = false;
	INIT_LIST_HEAD(&task->run_list);
	/* Chapter 7: kthread_create: what is not inherited */
	*task->thread_info = (struct thread_info){
		.task = task, .preempt_count = 1, .addr_limit = KERNEL_DS };
	/* Chapter 11: kthread_create: what is not inherited */
	task->parent = NULL;
	INIT_LIST_HEAD(&task->wait_chldexit.tasks);
	/* Chapter 11: kthread_create: what is not inherited */
	task->ignored = 0;
	/* Chapter 11: kthread_create: what is not inherited */
	task->vfork_done = NULL;
	/* Chapter 13: kthread_create: what is not inherited */
	task->files = NULL;
	strlcpy(task->comm, name, sizeof(task->comm));
	copy_thread(task, fn, arg);
	return task;
}
/* Chapter 11 (processes) */

#include <linux/err.h>
#include <linux/errno.h>
/* Chapter 11: fork.c: headers */
/* Chapter 12: fork.c: headers */
#include <asm/tlbflush.h>
/* Chapter 13: fork.c: headers */
#include <linux/fs.h>

/* Chapter 11: fork.c: the memory, once more */
static bool slots_left(void)
{
	u32 i;

	for (i = 1; i < NR_TASKS; i++)
		if (tasks[i].state == TASK_FREE)
			return true;
	return false;
}
/* Chapter 11: fork.c: the memory, once more */

static int dup_mmap(struct mm_struct *mm, struct mm_struct *oldmm)
{
	struct vm_area_struct *vma;
	int error = 0;

	down_write(&oldmm->mmap_sem);
	mm->free_area_cache = oldmm->free_area_cache;
	mm->end_code = oldmm->end_code;
	mm->brk = oldmm->brk;
	for (vma = oldmm->mmap; vma && !error; vma = vma->vm_next)
		error = dup_vma(mm, vma) ? copy_page_range(mm, vma) :
					   -ENOMEM;
	/* Chapter 11: dup_mmap: tell the processor */
	/* Chapter 12: dup_mmap: tell the processor */
	__flush_tlb();
	up_write(&oldmm->mmap_sem);
	return error;
}
/* Chapter 11: fork.c: the memory, once more */

static int copy_mm(u32 flags, struct task_struct *child)
{
	struct mm_struct *mm = current->mm;

	if (flags & CLONE_VM) {
		atomic_inc(&mm->mm_users);
	} else {
		mm = mm_alloc();
		if (!mm)
			return -ENOMEM;
		if (dup_mmap(mm, current->mm)) {
			mmput(mm);
			return -ENOMEM;
		}
	}
	child->mm = child->active_mm = mm;
	return 0;
}
/* Chapter 11: fork.c: the memory, once more */

void mm_release(struct task_struct *task)
{
	struct completion *done = task->vfork_done;

	task->vfork_done = NULL;
	if (done)
		complete(done);
}
/* Chapter 11: fork.c: copy_process */
static struct task_struct *copy_process(u32 flags, u32 esp,
					const struct pt_regs *regs)
{
	struct task_struct *child = kthread_create(NULL, NULL,
						   current->comm);
	int error;

	if (!child)
		return ERR_PTR(slots_left() ? -ENOMEM : -EAGAIN);
	/* Chapter 11: copy_process: what it has from its parent */
	child->parent = current;
	child->thread_info->addr_limit = USER_DS;
	/* Chapter 11: copy_process: what it has from its parent */
	child->ignored = current->ignored;
	error = copy_mm(flags, child);
	if (error) {
		release_task(child);
		return ERR_PTR(error);
	}
	/* Chapter 11: copy_process: what else is copied */
	/* Chapter 13: copy_process: what else is copied */
	error = copy_files(child);
	if (error) {
		mmput(child->mm);
		release_task(child);
		return ERR_PTR(error);
	}
	copy_regs(child, esp, regs);
	return child;
}
/* Chapter 11: fork.c: do_fork */
long do_fork(u32 flags, u32 esp, const struct pt_regs *regs)
{
	struct task_struct *child = copy_process(flags, esp, regs);
	u32 pid;

	if (IS_ERR(child))
		return PTR_ERR(child);
	pid = child->pid;
	/* Chapter 11: do_fork: is it to be waited for? */
	struct completion done;

	if (flags & CLONE_VFORK) {
		init_completion(&done);
		child->vfork_done = &done;
	}
	wake_up_new_task(child, flags);
	/* Chapter 11: do_fork: wait for it */
	if (flags & CLONE_VFORK)
		wait_for_completion(&done);
	return pid;
}
