/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#define CHAPTER 16
#include <asm/pgtable.h>
#include <asm/traps.h>
#include <asm/uaccess.h>
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/fs.h>
#include <linux/gfp.h>
#include <linux/mm.h>
#include <linux/mmzone.h>
#include <linux/replay.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include "told.h"

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

/* Chapter 16: experiment: mapped files */
static void views(void)
{
	open_ledger();
	close_ledger(run("views"));
}
experiment("views", "one file, four views", views);
/* Chapter 16: experiment: mapped files */

static u32 file_frame, counts;

static long look(const char *when, u32 private, u32 shared)
{
	struct page *p = pte_page(*lookup_address(current->mm->pgd,
						  private));
	pte_t pte = *lookup_address(current->mm->pgd, shared);
	struct page *s = pte_page(pte);
	char text[32];

	if (strncpy_from_user(text, when, 32) < 0)
		return -EFAULT;
	if (!file_frame)
		file_frame = page_to_pfn(s);
	printk("%s: %s, held by %u; %s, %u, %s\n", text,
	       p == s ? "the file's" : "own", page_count(p),
	       page_to_pfn(s) == file_frame ? "the file's" : "another",
	       page_count(s), pte_write(pte) ? "writable" : "not");
	counts = counts * 10 + page_count(s);
	return 0;
}
syscall(525, look);
/* Chapter 16: experiment: mapped files */

static void holders(void)
{
	open_ledger();
	file_frame = counts = 0;
	close_ledger(run("holders"));
	obs("counts", "%u", counts);
}
experiment("holders", "who has the frame", holders);
/* Chapter 16: experiment: mapped files */

static long faults_so_far(void)
{
	return trap_count[14];
}
syscall(526, faults_so_far);

static void file_faults(void)
{
	open_ledger();
	close_ledger(run("file_faults"));
}
experiment("file-faults", "how many faults", file_faults);
/* Chapter 16: experiment: mapped files */

static void which_shared(void)
{
	open_ledger();
	close_ledger(run("which_shared"));
}
experiment("which-shared", "which entries change", which_shared);
/* Chapter 16: experiment: mapped files */

static void behind(void)
{
	open_ledger();
	close_ledger(run("behind"));
}
experiment("behind", "behind the end of a file", behind);

static void bus(void)
{
	open_ledger();
	close_ledger(run("behind", "touch"));
}
experiment("bus", "a touch behind the end", bus);
/* Chapter 16: experiment: mapped files */

static long start_late(void)
{
	replay_schedule = "c";
	return 0;
}
syscall(535, start_late);

static void late(void)
{
	open_ledger();
	close_ledger(run("late"));
	replay_schedule = NULL;
}
experiment("late", "a file cut in the middle of a fault", late);
/* Chapter 16: experiment: mapped files */

static long frame_of(u32 address)
{
	return pte_pfn(*lookup_address(current->mm->pgd, address));
}
syscall(536, frame_of);

static void same_code(void)
{
	open_ledger();
	close_ledger(run("same_code"));
	printk("two programs of one file: their code is %s frame's,"
	       " their variables %s\n",
	       told[0] == told[2] ? "one" : "not one",
	       told[1] == told[3] ? "too" : "are not");
	obs("code", "%u", told[0] == told[2]);
	obs("variables", "%u", told[1] == told[3]);
}
experiment("same-code", "frames that many run on", same_code);
/* Chapter 16: experiment: mapped files */

static void pieces(void)
{
	struct list_head high, low;
	s32 code;

	open_ledger();
	take_all_but(&high, GFP_HIGHUSER, 32);
	take_all_but(&low, GFP_KERNEL, 48);
	code = run("pieces");
	give_back(&high, ~0U);
	give_back(&low, ~0U);
	close_ledger(code);
}
experiment("pieces", "a file larger than what is free", pieces);
/* Chapter 16: experiment: mapped files */

static void mapped_cost(void)
{
	open_ledger();
	close_ledger(run("mapped_cost"));
	obs("load", "%u", told[0]);
	obs("shared", "%u", told[1]);
	obs("private", "%u", told[2]);
}
experiment("mapped-cost", "instructions for a touch", mapped_cost,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 16: experiment: mapped files */

static long holders_of(u32 address)
{
	pte_t *pte = lookup_address(current->mm->pgd, address);

	return page_count(pte_page(*pte));
}
syscall(540, holders_of);

static void onlookers(void)
{
	s32 sum = 0;
	u32 row;

	open_ledger();
	close_ledger(run("onlookers"));
	for (row = 1; row <= 12; row++) {
		dat("onlookers", "%u: %d", row, (s32)told[row]);
		sum += (s32)(row * told[row]);
	}
	obs("sum", "%d", sum);
}
experiment("onlookers", "who sees what?", onlookers);
/* Chapter 16: experiment: mapped files */

static void twin(void)
{
	open_ledger();
	close_ledger(run("twin"));
}
experiment("twin", "a program that was written", twin);
/* Chapter 16: experiment: mapped files */

static void maps_fail(void)
{
	u32 k, deaths = 0;
	s32 code = 0;

	open_ledger();
	for (k = 1; k < 1000; k++) {
		fail_alloc = k;
		code = run("needy_maps");
		if (fail_alloc)
			break;
		deaths += code == SIGKILL;
		run("needy_maps");
	}
	fail_alloc = 0;
	close_ledger(code);
	obs("enough", "%u", k > 25);
	obs("deaths", "%u", deaths > 0);
}
experiment("maps-fail", "any request may fail", maps_fail);
