/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

enum { TRIES = 15 };

/* What was measured most often in the middle. */
static u32 median(u32 *t)
{
	u32 i, k, x;

	for (i = 1; i < TRIES; i++)
		for (k = i; k && t[k - 1] > t[k]; k--) {
			x = t[k];
			t[k] = t[k - 1];
			t[k - 1] = x;
		}
	return t[TRIES / 2];
}

/* Chapter 6: cost.c: tell */
static s32 tell(const char *what, u32 cost)
{
	say(what);
	say(": ~");
	say_number(cost);
	say(" instructions\n");
	call(501, cost, 0, 0);
	return 0;
}

/* Chapter 6: cost.c: measure */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 t[TRIES], none[TRIES], i;

	/* Chapter 6: cost.c: becoming a program */
	if (argv[1][0] == 'e') {
		char *list[] = { "cost", "born", 0 };

		call(501, rdtsc(), 0, 0);
		call(EXECVE, (u32)"cost", (u32)list, 0);
	}
	if (argv[1][0] == 'b') {
		u32 now = rdtsc();

		return tell("execve", now - call(501, 0, 0, 0));
	}
	for (i = 0; i < TRIES; i++) {
		u32 before = rdtsc(), start = rdtsc();

		none[i] = start - before;
		if (argv[1][0] == 'n')
			call(GETPID, 0, 0, 0);
		else if (argv[1][0] == 'f')
			call(WRITE, 1, 16, 1);
		else
			call(YIELD, 0, 0, 0);
		t[i] = rdtsc() - start;
	}
	return tell(argv[1], median(t) - median(none));
}
