/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#define CHAPTER 9
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/syscalls.h>

static s32 sum;

static long tell(u32 number, s32 answer, u32 rights)
{
	dat("sequences", "%u: %d, %u", number, answer, rights);
	sum += number * (4 * answer + (s32)rights);
	return 0;
}
syscall(509, tell);

static void sequences(void)
{
	static const char *const words[] = { "sequences", NULL };

	sum = 0;
	obs("exit", "%d", run_program(words));
	obs("sum", "%d", sum);
	printk("twelve sequences: their answers are an exercise\n");
}
experiment("sequences", "what do they answer?", sequences);
