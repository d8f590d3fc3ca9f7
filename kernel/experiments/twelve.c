/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#define CHAPTER 10
#include <asm/pgtable.h>
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/syscalls.h>

static u32 free_before, sum;

/* 0: nothing; 1: the page of zeros; 2: a frame; 3: to be written. */
static u32 entry_of(u32 address)
{
	pte_t *at = lookup_address(current->mm->pgd, address);

	if (!at || !pte_present(*at))
		return 0;
	if (pte_page(*at) == ZERO_PAGE)
		return 1;
	return pte_write(*at) ? 3 : 2;
}

/* Chapter 10: experiment: twelve touches */
static long tell_twelve(u32 number, u32 address, u32 works)
{
	u32 fault = works ? current->thread.si_code != 0 : 2;
	u32 entry = entry_of(address);
	u32 cost = free_before - nr_free_pages();

	if (number) {
		dat("twelve", "%u: %u, %u, %u", number, fault, entry,
		    cost);
		sum += number * (16 * fault + 4 * entry + cost);
	}
	current->thread.si_code = 0;
	free_before = nr_free_pages();
	return 0;
}
syscall(494, tell_twelve);

static void twelve(void)
{
	static const char *const words[] = { "twelve", NULL };

	schedule();		/* pid 1 gets what it needs */
	sum = 0;
	obs("exit", "%d", run_program(words));
	obs("sum", "%u", sum);
	printk("twelve touches: what they do is an exercise\n");
}
experiment("twelve", "what do they cost?", twelve);
