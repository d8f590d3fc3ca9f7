/* SPDX-License-Identifier: MIT */
/* Runs the program scribes, with the words that seed=, steps= and every= say, and asks what has not come back. */
#define CHAPTER 1
#include <asm/setup.h>
#include <linux/binfmts.h>
#include <linux/experiment.h>
#include <linux/gfp.h>
#include <linux/mmzone.h>
#include "told.h"

static void scribes(void)
{
	static char seed[32], steps[32], every[32];
	u32 before;

	option("seed", seed);
	option("steps", steps);
	option("every", every);
	settle();
	before = nr_free_pages();
	obs("exit", "%d", run_program((const char *const[]){ "scribes", seed, steps, every, NULL }));
	settle();
	obs("lost", "%d", (int)(before - nr_free_pages()));
}
experiment("scribes", "three write into the same files", scribes);
