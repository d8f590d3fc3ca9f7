/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include "process.h"

static u32 stack[1024];
static volatile u32 *page;

static int touch(void)
{
	page[1] = 1;
	return 0;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = 0x30000000, frames;

	page = (u32 *)mmap(at, PAGE, RW, PRIVATE | ANON | FIXED);
	/* Chapter 11: both: a household */
	stack[0] = stack[1023] = 0;
	call(513, (u32)"child", 0, 0);
	frames = call(510, 0, 0, 0);
	clone(CLONE_VM | SIGCHLD, stack + 1024, touch);
	call(513, (u32)"parent", 0, 0);
	call(514, 0, 0, 0);
	page[0] = 2;
	waitpid(-1, 0, 0);
	ask("the parent's word", page[0]);
	ask("the child's", page[1]);
	ask("frames", frames - call(510, 0, 0, 0));
	return 0;
}
