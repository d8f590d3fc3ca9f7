/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 12 (fork-and-cow) */
#include "process.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile u32 *page = (u32 *)mmap(0, PAGE, RW, PRIVATE | ANON);
	u32 status = 0;
	s32 pid = call(517, (u32)page, 0, 0);

	if (pid == 0)
		return *page;
	waitpid(pid, &status, 0);
	ask("the child finds", status >> 8);
	ask("the parent finds", *page);
	return 0;
}
