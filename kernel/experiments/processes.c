/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#define CHAPTER 11
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/replay.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "told.h"

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

/* Chapter 11: experiment: a family */
static void twice(void)
{
	open_ledger();
	close_ledger(run("twice"));
}
experiment("twice", "one call, two returns", twice);
/* Chapter 11: experiment: a family */

static void family(void)
{
	open_ledger();
	close_ledger(run("family"));
}
experiment("family", "what parents hear", family);
/* Chapter 11: experiment: a family */

static void orphans(void)
{
	open_ledger();
	close_ledger(run("orphans"));
	obs("parent", "%u", told[0]);
}
experiment("orphans", "who waits for orphans", orphans);
/* Chapter 11: experiment: a family */

static void deaths(void)
{
	open_ledger();
	close_ledger(run("deaths"));
}
experiment("deaths", "who can be killed", deaths);
/* Chapter 11: experiment: a family */

static void loan(void)
{
	open_ledger();
	close_ledger(run("loan"));
}
experiment("loan", "a memory on loan", loan);
/* Chapter 11: experiment: a family */

static long start_both(void)
{
	replay_schedule = "cpc";
	return 0;
}
syscall(514, start_both);

static void both(void)
{
	open_ledger();
	close_ledger(run("both"));
	replay_schedule = NULL;
}
experiment("both", "two tasks, one missing table", both);
/* Chapter 11: experiment: what a copy costs */
static void fork_cost(void)
{
	u32 per_mib;

	open_ledger();
	close_ledger(run("fork_cost"));
	per_mib = (told[3] - told[0]) / 16;
	printk("~%u instructions for a MiB\n", per_mib);
	obs("alone", "%u", told[0]);
	obs("per.mib", "%u", per_mib);
	obs("frames.mib", "%u", (told[11] - told[8]) / 16);
}
experiment("fork-cost", "instructions for fork, exit and wait",
	   fork_cost,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 11: experiment: a fork that fails */
static u32 ends[100];		/* by status */

void fork_fails(void)
{
	u32 k;
	s32 code = 0;

	open_ledger();
	for (k = 1; k < 1000; k++) {
		fail_alloc = k;
		code = run("needy_family");
		if (fail_alloc)
			break;
		ends[code < 0 ? 50 : code < 256 ? 51 : code >> 8]++;
		settle();
	}
	fail_alloc = 0;
	close_ledger(code);
	/* Chapter 11: fork_fails: what came out */
	printk("%u errors of execve, %u deaths, %u times no child, "
	       "%u times a child that died\n", ends[50], ends[51], ends[1],
	       ends[3]);
	obs("no.child", "%u", ends[1]);
	obs("child.died", "%u", ends[3]);
	obs("wrong", "%u", ends[99] + ends[2]);
}
experiment("fork-fails", "any request of fork may fail", fork_fails);
