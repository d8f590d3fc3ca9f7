/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include "mapped.h"

static char piece[PAGE];

static s32 run_copy(u32 mode)
{
	char *again[] = { "copy", "again", 0 };
	s32 from = open("twin", 0), n, to;
	u32 status;

	to = call(OPEN, (u32)"copy", CREATE | WRONLY, mode);
	while ((n = call(READ_, from, (u32)piece, PAGE)) > 0)
		call(WRITE, to, (u32)piece, n);
	call(CLOSE, from, 0, 0);
	call(CLOSE, to, 0, 0);
	if (fork() == 0)
		call(EXIT, -call(EXECVE, (u32)again[0], (u32)again, 0),
		     0, 0);
	waitpid(-1, &status, 0);
	call(UNLINK, (u32)"copy", 0, 0);
	return status >> 8;
}

/* Chapter 16: twin: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	if (argc > 1) {
		say("a program that was written a moment ago\n");
		return 42;
	}
	ask("it ended with", run_copy(0755));
	ask("and without the right to run", run_copy(0644));
	return 0;
}
