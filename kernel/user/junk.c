/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

static u32 state = 2004;

static u32 any(void)
{
	state = state * 1664525 + 1013904223;
	return state >> 8 ^ state << 16;
}

static u32 word(void)
{
	static const u32 edges[8] = { 0, 1, 0x1000, 0xbffffffc,
		0xc0000000, 0xc0100000, 0x7fffffff, 0xffffffff };

	return any() % 2 ? edges[any() % 8] : any();
}

/* Chapter 6: junk: the calls */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const u32 known[3] = { EXECVE, GETPID, YIELD };
	u32 i, nr, errors = 0;

	for (i = 0; i < 20000; i++) {
		nr = any() % 2 ? known[any() % 3] :
		     any() % 2 ? any() % 400 : word();
		if (nr == EXIT || nr == NANOSLEEP || nr == WRITE)
			nr = 400;
		errors += call(nr, word(), word(), word()) < 0;
	}
	say_number(errors);
	say(" calls of 20000 were errors\n");
	for (i = 0; i < 2000; i++)
		call(WRITE, word() | 4, word(), word());
	say("still here\n");
	return 0;
}
