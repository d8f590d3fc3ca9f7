/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/pid.h>
#include <linux/sched.h>
#include <linux/string.h>

/* Chapter 18: ptrace.c: a task's memory */
struct mm_struct *get_task_mm(struct task_struct *task)
{
	struct mm_struct *mm;

	preempt_disable();
	mm = task->mm;
	if (mm)
		atomic_inc(&mm->mm_users);
	preempt_enable();
	return mm;
}

struct mm_struct *get_mm_by_pid(u32 pid)
{
	struct task_struct *task;
	struct mm_struct *mm;

	preempt_disable();
	task = find_task_by_pid(pid);
	mm = task ? get_task_mm(task) : NULL;
	preempt_enable();
	return mm;
}

u32 access_process_vm(u32 pid, u32 at, void *buf, u32 n, bool write)
{
	struct mm_struct *mm = get_mm_by_pid(pid);
	u32 done = 0, size;
	struct page *page;
	char *address;

	if (!mm)
		return 0;
	down_read(&mm->mmap_sem);
	for (; done < n; done += size, at += size) {
		if (get_user_pages(NULL, mm, at, 1, write, true, &page,
				   NULL) <= 0)
			break;
		/* Chapter 18: access_process_vm: the bytes */
		size = PAGE_SIZE - at % PAGE_SIZE;
		if (size > n - done)
			size = n - done;
		address = kmap(page);
		if (write) {
			memcpy(address + at % PAGE_SIZE, buf + done, size);
			set_page_dirty_lock(page);
		} else {
			memcpy(buf + done, address + at % PAGE_SIZE, size);
		}
		kunmap(page);
		put_page(page);
	}
	up_read(&mm->mmap_sem);
	mmput(mm);
	return done;
}
