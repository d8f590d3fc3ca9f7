/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

static u32 any(void)
{
	static u32 state = 2004;
	u32 word = state >> 8 ^ state << 16;

	state = state * 1664525 + 1013904223;
	return word >> state % 29;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const u32 known[4] = { WRITE, EXECVE, GETPID, YIELD };
	u32 i, nr, errors = 0;

	for (i = 0; i < 20000; i++) {
		nr = i % 2 ? known[any() % 4] :
		     i % 4 ? any() % 400 : ~any();
		if (nr == EXIT || nr == NANOSLEEP)
			nr = 400;
		errors += call(nr, any() | 4, ~any(), any()) < 0;
	}
	say_number(errors);
	say(" calls of 20000 were errors\n");
	return 0;
}
