/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 12 (fork-and-cow) */
#define CHAPTER 12
#include <asm/pgtable.h>
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "told.h"

enum { NONE, REUSED, COPIED, REFUSED };

static pte_t was;
static u32 free_before, sum;

static long before_touch(u32 address)
{
	was = *lookup_address(current->mm->pgd, address);
	free_before = nr_free_pages();
	current->thread.si_code = 0;
	return 0;
}
syscall(521, before_touch);

/* Chapter 12: experiment: who pays? */
static long after_touch(u32 number, u32 address, u32 works)
{
	pte_t now = *lookup_address(current->mm->pgd, address);
	struct page *old = pte_page(was);
	u32 what = !works ? REFUSED :
		   !current->thread.si_code ? NONE :
		   pte_page(now) == old ? REUSED : COPIED;
	u32 frames = free_before - nr_free_pages();
	u32 holders = PageReserved(old) ? 0 : page_count(old);

	dat("who-pays", "%u: %u, %u, %u", number, what, frames,
	    holders);
	sum += number * (16 * what + 4 * frames + holders);
	return 0;
}
syscall(522, after_touch);
/* Chapter 12: experiment: who pays? */

static void who_pays(void)
{
	static const char *const words[] = { "who_pays", NULL };
	u32 before;

	settle();
	before = nr_free_pages();
	sum = 0;
	obs("exit", "%d", run_program(words));
	settle();
	obs("sum", "%u", sum);
	obs("lost", "%d", (int)(before - nr_free_pages()));
	printk("twelve touches: who pays for them is an exercise\n");
}
experiment("who-pays", "who pays for the page?", who_pays);
