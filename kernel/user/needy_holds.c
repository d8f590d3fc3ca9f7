/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 at = mmap(0, 4 * PAGE, RW, PRIVATE | ANON), pid;

	if (at < 0)
		return 0;
	*(volatile char *)at = 'n';
	pid = fork();
	if (pid == 0)
		return 0;
	call(541, at, 4, 1);
	call(MUNMAP, at + PAGE, PAGE, 0);
	waitpid(-1, 0, 0);
	return 0;
}
