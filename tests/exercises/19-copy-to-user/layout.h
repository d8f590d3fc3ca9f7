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
LAYOUT(THREAD_FLAGS, offsetof(struct thread_info, flags))
LAYOUT(RESCHED, TIF_NEED_RESCHED)
LAYOUT(TASK_MM, offsetof(struct task_struct, mm))
LAYOUT(TASK_PID, offsetof(struct task_struct, pid))
LAYOUT(TASK_STATE, offsetof(struct task_struct, state))
LAYOUT(SIZEOF_TASK, sizeof(struct task_struct))
LAYOUT(RUNNING, TASK_RUNNING)
LAYOUT(UNINTERRUPTIBLE, TASK_UNINTERRUPTIBLE)
LAYOUT(MM_MMAP, offsetof(struct mm_struct, mmap))
LAYOUT(MM_SEM, offsetof(struct mm_struct, mmap_sem))
LAYOUT(SIZEOF_MM, sizeof(struct mm_struct))
LAYOUT(A_TASKS, KM_USER0)
LAYOUT(A_FIFTIETH, HZ / 50)
LAYOUT(VMA_MM, offsetof(struct vm_area_struct, vm_mm))
LAYOUT(VMA_START, offsetof(struct vm_area_struct, vm_start))
LAYOUT(VMA_END, offsetof(struct vm_area_struct, vm_end))
LAYOUT(VMA_NEXT, offsetof(struct vm_area_struct, vm_next))
LAYOUT(VMA_FLAGS, offsetof(struct vm_area_struct, vm_flags))
LAYOUT(SIZEOF_VMA, sizeof(struct vm_area_struct))
LAYOUT(MAY_READ, VM_READ)
LAYOUT(MAY_WRITE, VM_WRITE)
LAYOUT(COULD_WRITE, VM_MAYWRITE)
LAYOUT(FOR_ALL, VM_SHARED)
LAYOUT(GROWS, VM_GROWSDOWN)
LAYOUT(MINOR, VM_FAULT_MINOR)
LAYOUT(OOM, VM_FAULT_OOM)
LAYOUT(SIGBUS, VM_FAULT_SIGBUS)
