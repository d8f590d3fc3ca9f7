/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 12 (fork-and-cow) */
#include "process.h"

static u32 stack[1024];
static volatile u32 *page;

static int store(void)
{
	page[1] = 1;
	return 0;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 hour[2] = { 3600, 0 };
	s32 holder, other;

	page = (u32 *)mmap(0, PAGE, RW, PRIVATE | ANON);
	page[0] = stack[0] = stack[1023] = 7;
	holder = fork();
	if (holder == 0)
		call(NANOSLEEP, (u32)hour, 0, 0);
	/* Chapter 12: two_stores: both */
	stack[0] = stack[1023] = 8;
	call(513, (u32)"child", 0, 0);
	other = clone(CLONE_VM | SIGCHLD, stack + 1024, store);
	call(513, (u32)"parent", 0, 0);
	call(520, 0, 0, 0);
	page[0] = 2;
	waitpid(other, 0, 0);
	call(KILL, holder, SIGKILL, 0);
	waitpid(holder, 0, 0);
	ask("the first task's word", page[0]);
	ask("the second's", page[1]);
	return 0;
}
