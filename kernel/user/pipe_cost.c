/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 14 (pipes) */
#include "file.h"

enum { PIPE = 42, TRIES = 16 };

static u32 there[2], back[2];
static char buf[PAGE];

static void echo(void)
{
	while (call(READ_, there[0], (u32)buf, 1) == 1)
		call(WRITE, back[1], (u32)buf, 1);
	call(EXIT, 0, 0, 0);
}

static void once(u32 which)
{
	u32 n = which == 1 ? PAGE : 1;

	call(WRITE, which == 2 ? there[1] : back[1], (u32)buf, n);
	call(READ_, back[0], (u32)buf, n);
}

/* Chapter 14: pipe_cost: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const char *const what[] = { "a byte to oneself",
		"a page to oneself", "there and back" };
	u32 which, i, start, took, least;

	s32 pid;

	call(PIPE, (u32)there, 0, 0);
	call(PIPE, (u32)back, 0, 0);
	pid = fork();
	if (pid == 0)
		echo();
	for (which = 0; which < 3; which++) {
		for (least = -1, i = 0; i < TRIES; i++) {
			start = rdtsc();
			once(which);
			took = rdtsc() - start;
			least = took < least ? took : least;
		}
		say(what[which]);
		say(": ~");
		say_number(least);
		say(" instructions\n");
		call(512, which, least, 0);
	}
	call(KILL, pid, SIGKILL, 0);
	return 0;
}
