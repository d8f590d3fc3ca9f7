/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/sched.h>

LAYOUT(PAGE_FLAGS, offsetof(struct page, flags))
LAYOUT(PAGE_COUNT, offsetof(struct page, _count))
LAYOUT(PAGE_PRIVATE, offsetof(struct page, private))
LAYOUT(RESERVED, PG_reserved)
LAYOUT(HIGH, PG_highmem)
LAYOUT(SIZEOF_PAGE, sizeof(struct page))
LAYOUT(VMA_MM, offsetof(struct vm_area_struct, vm_mm))
LAYOUT(VMA_START, offsetof(struct vm_area_struct, vm_start))
LAYOUT(VMA_END, offsetof(struct vm_area_struct, vm_end))
LAYOUT(VMA_FLAGS, offsetof(struct vm_area_struct, vm_flags))
LAYOUT(VMA_PROT, offsetof(struct vm_area_struct, vm_page_prot))
LAYOUT(SIZEOF_VMA, sizeof(struct vm_area_struct))
LAYOUT(MAY_WRITE, VM_WRITE)
LAYOUT(MM_PGD, offsetof(struct mm_struct, pgd))
LAYOUT(MM_LOCK, offsetof(struct mm_struct, page_table_lock))
LAYOUT(SIZEOF_MM, sizeof(struct mm_struct))
LAYOUT(THREAD_COUNT, offsetof(struct thread_info, preempt_count))
LAYOUT(THREAD_FLAGS, offsetof(struct thread_info, flags))
LAYOUT(RESCHED, TIF_NEED_RESCHED)
LAYOUT(HIGHUSER, GFP_HIGHUSER)
LAYOUT(MINOR, VM_FAULT_MINOR)
LAYOUT(OOM, VM_FAULT_OOM)
LAYOUT(VMA_NEXT, offsetof(struct vm_area_struct, vm_next))
LAYOUT(MM_MMAP, offsetof(struct mm_struct, mmap))
