/* SPDX-License-Identifier: GPL-2.0-only */
/* From the last word to the first: a string begins behind the zero byte of the one before. */
#include <linux/binfmts.h>
#include <linux/errno.h>

int entry_words(u32 *out, u32 max, const struct bin_strings *b,
		u32 strings, const u32 (*auxv)[2], u32 auxc)
{
	u32 left = 3 + b->argc + b->envc + auxc + auxc, words = left, list, count;
	const char *at = b->bytes + b->size;

	if (words > max)
		return -E2BIG;
	while (auxc--) {
		out[--left] = auxv[auxc][1];
		out[--left] = auxv[auxc][0];
	}
	for (list = 0; list < 2; list++) {
		out[--left] = 0;
		for (count = list ? b->argc : b->envc; count; count--) {
			for (at--; at > b->bytes && at[-1]; at--)
				continue;
			out[--left] = strings + (at - b->bytes);
		}
	}
	*out = b->argc;
	return words;
}
