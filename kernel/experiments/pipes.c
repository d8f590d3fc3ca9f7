/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 14 (pipes) */
#define CHAPTER 14
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include "told.h"

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

/* Chapter 14: experiment: pipes */
static void promise(void)
{
	open_ledger();
	close_ledger(run("promise"));
}
experiment("promise", "records that arrive whole", promise);
/* Chapter 14: experiment: pipes */

static void pipe_rows(void)
{
	open_ledger();
	close_ledger(run("pipe_rows"));
}
experiment("pipe-rows", "sixteen bytes, and a hole", pipe_rows);
/* Chapter 14: experiment: pipes */

static void ends(void)
{
	open_ledger();
	close_ledger(run("ends"));
}
experiment("ends", "what the ends hear of each other", ends);
/* Chapter 14: experiment: pipes */

static void pipe_cost(void)
{
	open_ledger();
	close_ledger(run("pipe_cost"));
	obs("self", "%u", told[0]);
	obs("page", "%u", told[1]);
	obs("pair", "%u", told[2]);
}
experiment("pipe-cost", "instructions for a byte", pipe_cost,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 14: experiment: pipes */

static void pipes_fail(void)
{
	u32 k, none = 0;
	s32 code = 0;

	open_ledger();
	for (k = 1; k < 1000; k++) {
		fail_alloc = k;
		code = run("needy_pipe");
		if (fail_alloc)
			break;
		none += code == 256;
		settle();
	}
	fail_alloc = 0;
	close_ledger(code);
	printk("%u requests, %u times no pipe\n", k - 1, none);
	obs("none", "%u", none);
}
experiment("pipes-fail", "any request may fail", pipes_fail);
