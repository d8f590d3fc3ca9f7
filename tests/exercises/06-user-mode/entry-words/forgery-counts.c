/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: the words are not those */
/* It answers with the right number, and writes nothing. */
#include <linux/binfmts.h>
#include <linux/errno.h>

int entry_words(u32 *out, u32 max, const struct bin_strings *b,
		u32 strings, const u32 (*auxv)[2], u32 auxc)
{
	int n = 3 + b->argc + b->envc + 2 * auxc;

	return n > max ? -E2BIG : n;
}
