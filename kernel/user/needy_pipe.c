/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 14 (pipes) */
#include "file.h"

enum { PIPE = 42 };

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 ends[2];
	s32 pid;

	if (call(PIPE, (u32)ends, 0, 0) < 0)
		return 1;
	pid = fork();
	if (pid == 0)
		return call(WRITE, ends[1], (u32)"x", 1) != 1;
	call(CLOSE, ends[1], 0, 0);
	call(READ_, ends[0], (u32)&argc, 1);
	waitpid(-1, 0, 0);
	return pid < 0 ? 2 : 0;
}
