/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#define CHAPTER 13
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include "told.h"

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

/* Chapter 13: experiment: files */
static void offsets(void)
{
	open_ledger();
	close_ledger(run("offsets"));
}
experiment("offsets", "who shares what", offsets);
/* Chapter 13: experiment: files */

static void half_calls(void)
{
	open_ledger();
	close_ledger(run("short"));
}
experiment("half-calls", "what half a call says", half_calls);
/* Chapter 13: experiment: files */

static void file_cost(void)
{
	open_ledger();
	close_ledger(run("file_cost"));
	obs("open", "%u", told[0]);
	obs("read.64", "%u", told[1]);
	obs("read.page", "%u", told[2]);
	obs("write.page", "%u", told[3]);
	obs("efault", "%u", told[4]);
}
experiment("file-cost", "instructions for a file", file_cost,
	   .qemu_only = "v86's time-stamp counter counts time");
/* Chapter 13: experiment: files */

static void sharers(void)
{
	s32 sum = 0;
	u32 row;

	open_ledger();
	close_ledger(run("sharers"));
	for (row = 1; row <= 12; row++) {
		dat("sharers", "%u: %d", row, (s32)told[row]);
		sum += (s32)(row * told[row]);
	}
	obs("sum", "%d", sum);
}
experiment("sharers", "who finds what in a file?", sharers);
/* Chapter 13: experiment: files */

static void names(void)
{
	open_ledger();
	close_ledger(run("names"));
}
experiment("names", "paths that go wrong", names);
/* Chapter 13: experiment: files */

static void listing(void)
{
	open_ledger();
	close_ledger(run("listing"));
}
experiment("listing", "a folder that changes", listing);
/* Chapter 13: experiment: files */

static void appenders(void)
{
	open_ledger();
	close_ledger(run("appenders"));
}
experiment("appenders", "two who write to one file", appenders);
/* Chapter 13: experiment: files */

static void inherited(void)
{
	open_ledger();
	close_ledger(run("inherited"));
}
experiment("inherited", "what another program finds", inherited);
/* Chapter 13: experiment: files */

static void files_fail(void)
{
	u32 k, deaths = 0;
	s32 code = 0;

	open_ledger();
	for (k = 1; k < 1000; k++) {
		fail_alloc = k;
		code = run("needy_files");
		if (fail_alloc)
			break;
		deaths += code == SIGKILL;
		run("needy_files");
	}
	fail_alloc = 0;
	close_ledger(code);
	printk("%u requests, %u deaths\n", k - 1, deaths);
	obs("enough", "%u", k > 40);
}
experiment("files-fail", "any request may fail", files_fail);
