/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include "process.h"

static volatile u32 number;

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 pid;

	number = 7;
	pid = fork();
	if (pid == 0)
		number = 8;
	else
		waitpid(pid, 0, 0);
	say("fork has returned ");
	say(pid ? "a pid" : "0");
	say(number == 8 ? ", and the number is 8\n" :
			  ", and the number is 7\n");
	return 0;
}
