/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include "process.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 nap[2] = { 0, 30000000 };
	s32 father = fork();

	if (father) {
		waitpid(father, 0, 0);
		call(NANOSLEEP, (u32)nap, 0, 0);
		call(NANOSLEEP, (u32)nap, 0, 0);
		/* Chapter 11: orphans: another father */
		father = fork();
		if (father == 0)
			return fork() == 0 ? 0 : call(YIELD, 0, 0, 0);
		waitpid(father, 0, 0);
		return 0;
	}
	father = call(GETPID, 0, 0, 0);
	if (fork() == 0)
		return 0;		/* a zombie, soon */
	if (fork() == 0) {
		call(NANOSLEEP, (u32)nap, 0, 0);
		ask("is he an orphan's parent still",
		    call(GETPPID, 0, 0, 0) == father);
		call(512, 0, call(GETPPID, 0, 0, 0), 0);
	}
	return 0;
}
