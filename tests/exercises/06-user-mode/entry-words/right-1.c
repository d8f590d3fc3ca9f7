/* SPDX-License-Identifier: GPL-2.0-only */
/* A pointer that moves; each list by itself. */
#include <linux/binfmts.h>
#include <linux/errno.h>

struct place {
	u32 *out;
	const char *string;
};

static void list(struct place *p, u32 count, u32 moved)
{
	for (; count; count--) {
		*p->out++ = (u32)p->string + moved;
		while (*p->string++ != 0)
			continue;
	}
	*p->out++ = 0;
}

int entry_words(u32 *out, u32 max, const struct bin_strings *b,
		u32 strings, const u32 (*auxv)[2], u32 auxc)
{
	struct place p = { out + 1, b->bytes };
	const u32 *words = auxv[0];

	if (max < 3 || max - 3 < b->argc + b->envc + 2 * auxc)
		return -E2BIG;
	*out = b->argc;
	list(&p, b->argc, strings - (u32)b->bytes);
	list(&p, b->envc, strings - (u32)b->bytes);
	for (auxc *= 2; auxc; auxc--)
		*p.out++ = *words++;
	return p.out - out;
}
