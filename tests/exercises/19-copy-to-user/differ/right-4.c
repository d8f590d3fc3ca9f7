/* SPDX-License-Identifier: GPL-2.0-only */
/* In each step one kernel after the other, all programs, the last first; what is open notes since which step. */
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

static u8 seen[2][PROGRAMS][SIZE];
static u16 since[PROGRAMS][SIZE]; /* the step that opened it, or 0 */

static void look_at_all(u32 kernel, u32 programs)
{
	for (u32 who = programs; who-- > 0; )
		for (u32 page = 0; page < PAGES; page++)
			look(kernel, who, START + page * PAGE_SIZE, seen[kernel][who] + page * PAGE_SIZE, PAGE_SIZE);
}

static u32 absolute(s32 n)
{
	return n < 0 ? (u32)-n : (u32)n;
}

void differ(const struct step *script, u32 n, struct difference *first)
{
	u32 programs = 1, answer[2], step, i, who;

	for (i = 0; i < SIZE; i++)
		since[0][i] = 0;
	for (step = 1; step <= n; step++, script++) {
		u16 *of = &since[script->who][script->at - START];

		answer[LEFT] = take(LEFT, script);
		look_at_all(LEFT, programs + (script->what == FORK));
		answer[RIGHT] = take(RIGHT, script);
		look_at_all(RIGHT, programs + (script->what == FORK));
		*first = (struct difference){ step, script->who, 0 };
		if (!!answer[LEFT] != !!answer[RIGHT] || absolute((s32)answer[LEFT] - (s32)answer[RIGHT]) > 63)
			return;
		if (script->what == STORE)
			*of = 0;
		for (i = 0; i < script->n && script->what == COPY; i++)
			of[i] = script->n - i <= answer[LEFT] || script->n - i <= answer[RIGHT] ? step : 0;
		if (script->what == FORK) {
			for (i = 0; i < SIZE; i++)
				since[programs][i] = since[script->who][i];
			programs++;
		}
		for (who = 0; who < programs; who++)
			for (i = 0; i < SIZE; i++)
				if (!since[who][i] && seen[LEFT][who][i] != seen[RIGHT][who][i]) {
					*first = (struct difference){ step, who, START + i };
					return;
				}
	}
	*first = (struct difference){ 0, 0, 0 };
}
