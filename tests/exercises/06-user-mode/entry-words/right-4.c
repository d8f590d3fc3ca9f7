/* SPDX-License-Identifier: GPL-2.0-only */
/* One word a step, from what the state of the walk says; it is walked twice, and the first time nothing is stored. */
#include <linux/binfmts.h>
#include <linux/errno.h>

enum state { ARGC, ARGV, ENVP, AUXV, DONE };

struct walk {
	enum state state;
	u32 n, at;
};

/* n: how many words of this state have been given out. */
static u32 next_word(struct walk *w, const struct bin_strings *b, u32 strings, const u32 (*auxv)[2], u32 auxc)
{
	u32 word = 0, count = w->state == ARGV ? b->argc : b->envc;

	switch (w->state) {
	case ARGC:
		word = b->argc;
		w->state = ARGV;
		w->n = 0;
		break;
	case ARGV:
	case ENVP:
		if (w->n == count) {
			w->state = w->state == ENVP && !auxc ? DONE : w->state + 1;
			w->n = 0;
			break;
		}
		word = strings + w->at;
		while (b->bytes[w->at])
			w->at++;
		w->at++;
		w->n++;
		break;
	case AUXV:
		word = auxv[w->n / 2][w->n % 2];
		if (++w->n == auxc * 2)
			w->state = DONE;
		break;
	case DONE:
		break;
	}
	return word;
}

int entry_words(u32 *out, u32 max, const struct bin_strings *b,
		u32 strings, const u32 (*auxv)[2], u32 auxc)
{
	struct walk w = { ARGC, 0, 0 };
	u32 words;

	for (words = 0; w.state != DONE; words++)
		next_word(&w, b, strings, auxv, auxc);
	if (words > max)
		return -E2BIG;
	for (w = (struct walk){ ARGC, 0, 0 }; w.state != DONE; )
		*out++ = next_word(&w, b, strings, auxv, auxc);
	return words;
}
