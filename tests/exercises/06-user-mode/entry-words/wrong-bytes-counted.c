/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the usual: the answer is not how many words there are */
/* The answer is in bytes. */
#include <linux/binfmts.h>
#include <linux/errno.h>

int entry_words(u32 *out, u32 max, const struct bin_strings *b,
		u32 strings, const u32 (*auxv)[2], u32 auxc)
{
	u32 count = 1 + b->argc + 1 + b->envc + 1 + 2 * auxc;
	u32 n = 0, at = 0, i;

	if (count > max)
		return -E2BIG;
	out[n++] = b->argc;
	for (i = 0; i < b->argc + b->envc; i++) {
		if (i == b->argc)
			out[n++] = 0;
		out[n++] = strings + at;
		while (b->bytes[at++])
			;
	}
	if (!b->envc)
		out[n++] = 0;
	out[n++] = 0;
	for (i = 0; i < auxc; i++) {
		out[n++] = auxv[i][0];
		out[n++] = auxv[i][1];
	}
	return n * sizeof(*out);
}
