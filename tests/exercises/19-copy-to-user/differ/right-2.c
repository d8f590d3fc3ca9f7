/* SPDX-License-Identifier: GPL-2.0-only */
/* A byte that is open is a byte of ones in both, whatever it was. */
#include <asm/page.h>
#include <linux/types.h>

enum { PROGRAMS = 3, PAGES = 2, START = 0x40000000, SIZE = PAGES * PAGE_SIZE };
enum { LEFT, RIGHT };
enum { FORK, STORE, FORBID, COPY };

struct step {
	u32 what, who;
	u32 at, n;
	const void *from;
};

struct difference {
	u32 step;
	u32 who, at;
};

u32 take(u32 kernel, const struct step *step);
void look(u32 kernel, u32 who, u32 at, void *into, u32 n);

static u8 image[2][SIZE];
static u8 mark[PROGRAMS][SIZE]; /* 0xFF: open, else 0 */

static void mark_range(u8 *at, u32 n, u8 with)
{
	while (n--)
		*at++ = with;
}

static bool takes(const struct step *s, u32 *programs)
{
	u32 l = take(LEFT, s), r = take(RIGHT, s), least = l < r ? l : r, most = l ^ r ^ least;
	u8 *m = mark[s->who] + (s->at - START);

	if ((!least && most) || most - least >= 64)
		return false;
	if (s->what == COPY) {
		mark_range(m, s->n - most, 0);
		mark_range(m + s->n - most, most, 0xFF);
	}
	if (s->what == STORE)
		*m = 0;
	if (s->what == FORK) {
		u32 i = SIZE;

		while (i--)
			mark[*programs][i] = mark[s->who][i];
		++*programs;
	}
	return true;
}

void differ(const struct step *script, u32 n, struct difference *first)
{
	u32 programs = 1, done, who, i;

	mark_range(mark[0], SIZE, 0);
	for (done = 0; done < n; done++) {
		if (!takes(&script[done], &programs)) {
			*first = (struct difference){ done + 1, script[done].who, 0 };
			return;
		}
		for (who = 0; who < programs; who++) {
			look(RIGHT, who, START, image[1], SIZE);
			look(LEFT, who, START, image[0], SIZE);
			for (i = 0; i < SIZE; i++)
				if ((image[0][i] | mark[who][i]) != (image[1][i] | mark[who][i])) {
					*first = (struct difference){ done + 1, who, START + i };
					return;
				}
		}
	}
	first->step = 0;
}
