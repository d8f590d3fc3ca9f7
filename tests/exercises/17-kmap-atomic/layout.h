/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <asm/fixmap.h>
#include <asm/thread_info.h>
#include <linux/gfp.h>
#include <linux/mm.h>

LAYOUT(FIRST_SLOT, FIX_KMAP_BEGIN)
LAYOUT(FIXMAP_TOP, FIXADDR_TOP)
LAYOUT(TYPES, KM_TYPE_NR)
LAYOUT(SLOTS, KMAP_SLOTS)
LAYOUT(SIZEOF_PAGE, sizeof(struct page))
LAYOUT(PAGE_FLAGS, offsetof(struct page, flags))
LAYOUT(HIGHMEM, PG_highmem)
LAYOUT(THREAD_COUNT, offsetof(struct thread_info, preempt_count))
LAYOUT(THREAD_FLAGS, offsetof(struct thread_info, flags))
LAYOUT(RESCHED, TIF_NEED_RESCHED)
LAYOUT(A_TASKS, KM_USER0)
LAYOUT(A_TASKS_SECOND, KM_USER1)
LAYOUT(A_HANDLERS, KM_IRQ0)
LAYOUT(GFP_WAIT, __GFP_WAIT)
LAYOUT(GFP_HIGHMEM, __GFP_HIGHMEM)
LAYOUT(GFP_HIGH, __GFP_HIGH)
