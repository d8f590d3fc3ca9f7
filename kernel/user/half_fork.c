/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 12 (fork-and-cow) */
#include "process.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile u32 *page = (u32 *)mmap(0, PAGE, RW, PRIVATE | ANON);
	u32 k, read_only = 0;
	s32 pid, entry;

	*page = 7;
	entry = call(516, (u32)page, 0, 0);
	for (k = 1; k < 100; k++) {
		pid = call(519, k, 0, 0);
		if (pid == 0)
			return 0;
		if (pid > 0)
			break;
		/* Chapter 12: half_fork: after a failure */
		read_only += call(516, (u32)page, 0, 0) != entry;
		*page = *page;
		if (*page != 7 || call(516, (u32)page, 0, 0) != entry)
			return 2;
	}
	waitpid(-1, 0, 0);
	ask("forks that failed", k - 1);
	ask("with the entry read-only", read_only);
	return 0;
}
