/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <asm/fixmap.h>
#include <asm/thread_info.h>
#include <linux/highmem.h>
#include <linux/jiffies.h>
#include <linux/mm.h>
#include <linux/sched.h>

LAYOUT(SIZEOF_PAGE, sizeof(struct page))
LAYOUT(PAGE_FLAGS, offsetof(struct page, flags))
LAYOUT(NOTED_DIRTY, PG_dirty)
LAYOUT(NOTED_USED, PG_referenced)
LAYOUT(HIGH, PG_highmem)
LAYOUT(THREAD_TASK, offsetof(struct thread_info, task))
LAYOUT(THREAD_COUNT, offsetof(struct thread_info, preempt_count))
LAYOUT(TASK_MM, offsetof(struct task_struct, mm))
LAYOUT(TASK_PID, offsetof(struct task_struct, pid))
LAYOUT(TASK_STATE, offsetof(struct task_struct, state))
LAYOUT(SIZEOF_TASK, sizeof(struct task_struct))
LAYOUT(RUNNING, TASK_RUNNING)
LAYOUT(UNINTERRUPTIBLE, TASK_UNINTERRUPTIBLE)
LAYOUT(MM_SEM, offsetof(struct mm_struct, mmap_sem))
LAYOUT(SIZEOF_MM, sizeof(struct mm_struct))
LAYOUT(A_TASKS, KM_USER0)
LAYOUT(A_FIFTIETH, HZ / 50)
