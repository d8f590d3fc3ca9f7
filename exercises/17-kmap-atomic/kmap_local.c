/* SPDX-License-Identifier: GPL-2.0-only */
#include <asm/fixmap.h>
#include <linux/mm.h>
#include <linux/preempt.h>

/* What a task has open: so many slots, and what is in each. */
struct kmap_ctrl {
	u32 idx;
	pte_t pteval[KM_TYPE_NR];
};

/*
 * An address for page until kunmap_local. own is the record of the
 * task that runs, or was interrupted. The caller may be put aside.
 */
void *kmap_local(struct kmap_ctrl *own, struct page *page)
{
	return NULL;
}

/* Closes the last window to highmem, or any one to lowmem. */
void kunmap_local(struct kmap_ctrl *own, void *address)
{
}

/* The task is put aside. The preemption count is raised. */
void kmap_local_sched_out(struct kmap_ctrl *own)
{
}

/* The task comes back, to empty slots. The count is raised. */
void kmap_local_sched_in(struct kmap_ctrl *own)
{
}
