/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 12 (fork-and-cow) */
#include "process.h"

static volatile u32 *page;

static void look(u32 which)
{
	call(515, which, (u32)page, 0);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 nap[2] = { 0, 20000000 };

	page = (u32 *)mmap(0, PAGE, RW, PRIVATE | ANON);
	*page = 7;
	look(0);
	if (fork() == 0) {
		look(2);
		*page = 8;
		look(4);
		call(NANOSLEEP, (u32)nap, 0, 0);
		return *page;
	}
	/* Chapter 12: cow: the parent */
	look(3);
	*page = 9;
	look(5);
	waitpid(-1, 0, 0);
	look(6);
	return *page;
}
