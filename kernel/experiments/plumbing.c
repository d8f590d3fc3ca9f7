/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 14 (pipes) */
#define CHAPTER 14
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/kernel.h>
#include "told.h"

static void plumbing(void)
{
	static const char *const words[] = { "plumbing", NULL };
	s32 sum = 0;
	u32 row;

	settle();
	obs("exit", "%d", run_program(words));
	for (row = 1; row <= 12; row++) {
		dat("plumbing", "%u: %d", row, (s32)told[row]);
		sum += (s32)(row * told[row]);
	}
	obs("sum", "%d", sum);
}
experiment("plumbing", "twelve pipes", plumbing);
