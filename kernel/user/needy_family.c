/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include "process.h"

static u32 zero[PAGE];		/* four pages of variables */

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, 8 * PAGE, RW, PRIVATE | ANON), status = 0;
	s32 pid;

	*(volatile u32 *)at = 7;
	zero[2000] = 8;
	pid = fork();
	if (pid == 0) {
		*(volatile u32 *)at = 9;
		zero[3000] = 9;
		call(EXIT, 3, 0, 0);
	}
	if (pid > 0)
		waitpid(pid, &status, 0);
	if (*(volatile u32 *)at != 7 || zero[2000] != 8)
		return 99;
	return pid < 0 ? 1 : status == 768 ? 2 : 3;
}
