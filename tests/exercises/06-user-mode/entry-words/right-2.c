/* SPDX-License-Identifier: GPL-2.0-only */
/* Every zero byte begins the next string; the pairs are written first. */
#include <linux/binfmts.h>
#include <linux/errno.h>
#include <linux/string.h>

int entry_words(u32 *out, u32 max, const struct bin_strings *b,
		u32 strings, const u32 (*auxv)[2], u32 auxc)
{
	u32 envp = b->argc + 2, pairs = envp + b->envc + 1;
	u32 i, string = 0, begins = 0;

	if (pairs + 2 * auxc > max)
		return -E2BIG;
	memcpy(out + pairs, auxv, auxc * sizeof(*auxv));
	out[0] = b->argc;
	out[envp - 1] = 0;
	out[pairs - 1] = 0;
	for (i = 0; i < b->size; i++) {
		if (b->bytes[i])
			continue;
		out[string < b->argc ? 1 + string : 2 + string] = strings + begins;
		string++;
		begins = i + 1;
	}
	return pairs + 2 * auxc;
}
