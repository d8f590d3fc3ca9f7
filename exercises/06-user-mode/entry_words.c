/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/binfmts.h>
#include <linux/errno.h>

/*
 * Writes argc, argv, 0, envp, 0 and auxc pairs to out, which has
 * room for max words. Returns how many words there are, or -E2BIG,
 * and then writes nothing.
 */
int entry_words(u32 *out, u32 max, const struct bin_strings *b,
		u32 strings, const u32 (*auxv)[2], u32 auxc)
{
	return -E2BIG;
}
