/* SPDX-License-Identifier: GPL-2.0-only */
/* What is open is a list of ranges, newest first; the first that names a byte decides, and a child begins with its parent's list. */
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

struct range {
	u32 from, end, open; /* from 0 on */
	const struct range *older;
};

static struct range pool[200];
static const struct range *newest[PROGRAMS];
static u32 used;

static void say(u32 who, u32 from, u32 end, u32 open)
{
	pool[used] = (struct range){ from, end, open, newest[who] };
	newest[who] = &pool[used++];
}

static bool is_open(u32 who, u32 at)
{
	const struct range *r = newest[who];

	while (r && (at < r->from || at >= r->end))
		r = r->older;
	return r && r->open;
}

static u8 l[SIZE], r[SIZE];

static u32 find(u32 who)
{
	u32 i = 0;

	look(LEFT, who, START, l, SIZE);
	look(RIGHT, who, START, r, SIZE);
	while (i < SIZE && (l[i] == r[i] || is_open(who, i)))
		i++;
	return i;
}

void differ(const struct step *script, u32 n, struct difference *first)
{
	u32 programs = 1, i, found;

	used = 0;
	newest[0] = 0;
	for (i = 0; i < n; i++) {
		const struct step *s = script + i;
		u32 right = take(RIGHT, s), left = take(LEFT, s), at = s->at - START;
		s32 more = (s32)(left - right);

		first->step = i + 1;
		first->who = s->who;
		first->at = 0;
		if ((left == 0) != (right == 0) || more > 63 || more < -63)
			return;
		if (s->what == FORK)
			newest[programs++] = newest[s->who];
		if (s->what == STORE)
			say(s->who, at, at + 1, 0);
		if (s->what == COPY) {
			say(s->who, at, at + s->n, 1);
			say(s->who, at, at + s->n - (more > 0 ? left : right), 0);
		}
		for (first->who = 0; first->who < programs; first->who++) {
			found = find(first->who);
			first->at = START + found;
			if (found < SIZE)
				return;
		}
	}
	*first = (struct difference){ 0 };
}
