/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

static volatile char *page;

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	page[0] = 'p';
	tell("touched", (u32)page);
	hold((u32)page, 1);
	tell("held by the kernel", 0);
	if (fork() == 0) {
		tell("it forks", 0);
		return 0;
	}
	waitpid(-1, 0, 0);
	tell("the child has ended", 0);
	call(MUNMAP, (u32)page, PAGE, 0);
	tell("unmapped", 0);
	return let_go();
}
