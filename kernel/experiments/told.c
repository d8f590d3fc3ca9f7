/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include <asm/uaccess.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/kernel.h>
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "told.h"

u32 told[32];

static long tell(u32 which, u32 what)
{
	if (which < ARRAY_SIZE(told))
		told[which] = what;
	return 0;
}
syscall(512, tell);

/* Chapter 11: told.c: settle */

static bool others_run(void)
{
	u32 i;

	for (i = 0; i < NR_TASKS; i++)
		if (&tasks[i] != current &&
		    tasks[i].state == TASK_RUNNING)
			return true;
	return false;
}

void settle(void)
{
	while (others_run())
		schedule();
	/* Chapter 11: settle: what could be had again */
	/* Chapter 15: settle: what could be had again */
	shrink_page_cache(~0U);
	/* Chapter 21: settle: what could be had again */
	shrink_swap_cache();
}

/* Chapter 11: told.c: the ledger */
static u32 before;

void open_ledger(void)
{
	settle();
	before = nr_free_pages();
}

void close_ledger(s32 code)
{
	settle();
	obs("exit", "%d", code);
	obs("lost", "%d", (int)(before - nr_free_pages()));
}
/* Chapter 11 (processes) */

static long call_me(const char *name)
{
	char *comm = current->comm;

	return strncpy_from_user(comm, name, sizeof(current->comm));
}
syscall(513, call_me);
/* Chapter 15 (page-cache) */

void give_back(struct list_head *taken, u32 n)
{
	struct page *page;

	for (; n && !list_empty(taken); n--) {
		page = list_entry(taken->prev, struct page, lru);
		list_del(&page->lru);
		put_page(page);
	}
}

void take_all_but(struct list_head *taken, u32 gfp, u32 n)
{
	struct page *page;

	INIT_LIST_HEAD(taken);
	while ((page = alloc_page(gfp)))
		list_add(&page->lru, taken);
	give_back(taken, n);
}
