/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#define CHAPTER 13
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/mmzone.h>
#include <linux/sched.h>
#include <linux/signal.h>
#include <linux/syscalls.h>
#include "told.h"

#define run(...) run_program((const char *const[]){ __VA_ARGS__, NULL })

static u32 before;

static void begin(void)
{
	settle();
	before = nr_free_pages();
}

static void end(s32 code)
{
	settle();
	obs("exit", "%d", code);
	obs("lost", "%d", (int)(before - nr_free_pages()));
}

/* Chapter 13: experiment: files */
static void offsets(void)
{
	begin();
	end(run("offsets"));
}
experiment("offsets", "who shares what", offsets);
/* Chapter 13: experiment: files */

static void half_calls(void)
{
	begin();
	end(run("short"));
}
experiment("half-calls", "what half a call says", half_calls);
/* Chapter 13: experiment: files */

static void file_cost(void)
{
	begin();
	end(run("file_cost"));
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

	begin();
	end(run("sharers"));
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
	begin();
	end(run("names"));
}
experiment("names", "paths that go wrong", names);
/* Chapter 13: experiment: files */

static void listing(void)
{
	begin();
	end(run("listing"));
}
experiment("listing", "a folder that changes", listing);
/* Chapter 13: experiment: files */

static void appenders(void)
{
	begin();
	end(run("appenders"));
}
experiment("appenders", "two who write to one file", appenders);
/* Chapter 13: experiment: files */

static void inherited(void)
{
	begin();
	end(run("inherited"));
}
experiment("inherited", "what another program finds", inherited);
/* Chapter 13: experiment: files */

static void files_fail(void)
{
	u32 k, deaths = 0;
	s32 code = 0;

	begin();
	for (k = 1; k < 1000; k++) {
		fail_alloc = k;
		code = run("needy_files");
		if (fail_alloc)
			break;
		deaths += code == SIGKILL;
		run("needy_files");
	}
	fail_alloc = 0;
	end(code);
	printk("%u requests, %u deaths\n", k - 1, deaths);
	obs("enough", "%u", k > 40);
}
experiment("files-fail", "any request may fail", files_fail);
