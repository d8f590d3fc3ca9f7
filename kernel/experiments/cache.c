/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#define CHAPTER 15
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/replay.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include "told.h"

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

/* Chapter 15: experiment: page cache */
static void larger(void)
{
	struct list_head high, low;
	s32 code;

	open_ledger();
	take_all_but(&high, GFP_HIGHUSER, 24);
	take_all_but(&low, GFP_KERNEL, 48);
	code = run("larger");
	obs("few", "%u", nr_clean_pages < 64);
	give_back(&high, ~0U);
	give_back(&low, ~0U);
	close_ledger(code);
}
experiment("larger", "a file larger than what is free", larger);
/* Chapter 15: experiment: page cache */

static long free_frames(void)
{
	return nr_free_pages();
}
syscall(527, free_frames);

static void cow_read(void)
{
	open_ledger();
	close_ledger(run("cow_read"));
}
experiment("cow-read", "a read that copies", cow_read);
/* Chapter 15: experiment: page cache */

static void hole_rows(void)
{
	open_ledger();
	close_ledger(run("hole_rows"));
}
experiment("hole-rows", "sixteen bytes and a hole", hole_rows);
/* Chapter 15: experiment: page cache */

static void surprises(void)
{
	open_ledger();
	close_ledger(run("surprises"));
}
experiment("surprises", "what a write does", surprises);
/* Chapter 15: experiment: page cache */

static long start_beside(void)
{
	replay_schedule = "c";
	return 0;
}
syscall(528, start_beside);

static void flash(void)
{
	open_ledger();
	close_ledger(run("flash"));
	replay_schedule = NULL;
}
experiment("flash", "between touch and copy", flash);
/* Chapter 15: experiment: page cache */

static void cache_cost(void)
{
	open_ledger();
	close_ledger(run("cache_cost"));
	obs("read.64", "%u", told[0]);
	obs("read.page", "%u", told[1]);
	obs("read.mib", "%u", told[3]);
	obs("write.page", "%u", told[4]);
	obs("short", "%u", told[6]);
}
experiment("cache-cost", "instructions for a page", cache_cost,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 15: experiment: page cache */

static long pages_of(u32 fd)
{
	struct file *file = fget(fd);
	u32 index, pages = 0;

	if (!file)
		return -EBADF;
	spin_lock(&tree_lock);
	for (index = 0; radix_tree_next(&file->f_dentry->d_inode->
				i_data.page_tree, &index); index++)
		pages++;
	spin_unlock(&tree_lock);
	return pages;
}
syscall(529, pages_of);

static long drop_all(void)
{
	return shrink_page_cache(~0U);
}
syscall(530, drop_all);

/* Chapter 15: experiment: twelve questions about pages */
static void keeper(void)
{
	s32 total = 0;
	u32 row;

	open_ledger();
	close_ledger(run("keeper"));
	for (row = 1; row <= 12; row++) {
		dat("keeper", "%u: %d", row, (s32)told[row]);
		total += (s32)(row * told[row]);
	}
	obs("sum", "%d", total);
}
experiment("keeper", "what is kept?", keeper);
/* Chapter 15: experiment: page cache */

static void cache_fails(void)
{
	u32 k;
	s32 code = 0;

	open_ledger();
	for (k = 1; k < 1000; k++) {
		fail_alloc = k;
		code = run("needy_cache");
		if (fail_alloc)
			break;
		run("needy_cache");
	}
	fail_alloc = 0;
	close_ledger(code);
	printk("%u requests\n", k - 1);
	obs("enough", "%u", k > 20);
}
experiment("cache-fails", "any request may fail", cache_fails);
