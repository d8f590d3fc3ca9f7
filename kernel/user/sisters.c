/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include "swap.h"

static volatile char *page;
static u32 ends[2];

static int child(void)
{
	char byte;

	call(READ_, ends[0], (u32)&byte, 1);
	byte = page[0];
	look("the child loads", page);
	page[0] = 'c';
	look("the child stores", page);
	return byte;
}

/* Chapter 21: sisters: the parent */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 status;

	page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	page[0] = 'p';
	call(PIPE, (u32)ends, 0, 0);
	if (fork() == 0)
		call(EXIT, child(), 0, 0);
	look("a child is born", page);
	away(page);
	look("the page is away", page);
	page[0] = 'q';
	look("the parent stores", page);
	call(WRITE, ends[1], (u32)"!", 1);
	waitpid(-1, &status, 0);
	say(status >> 8 == 'p' ? "the child found its own byte\n" :
				 "the child found its parent's\n");
	return page[0] != 'q';
}
