/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include "process.h"

static volatile u32 number;
static u32 stack[1024];

static int store(void)
{
	number = 8;
	return 0;
}

static s32 __attribute__((noinline)) borrow(u32 nr)
{
	static char *const words[] = { "loan", "again", 0 };
	s32 pid = call(nr, 0, 0, 0);

	if (pid == 0) {
		number = 8;
		call(EXECVE, (u32)"loan", (u32)words, 0);
		call(EXIT, 1, 0, 0);
	}
	return pid;
}

/* Chapter 11: loan: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 nap[2] = { 0, 20000000 }, status = 0;
	s32 pid;

	if (argc > 1) {
		call(NANOSLEEP, (u32)nap, 0, 0);
		return 5;
	}
	number = 7;
	waitpid(borrow(FORK), &status, 0);
	ask("after fork", number);
	pid = borrow(VFORK);
	ask("after vfork", number);
	ask("has it ended", waitpid(pid, &status, WNOHANG) != 0);
	waitpid(pid, &status, 0);
	ask("the borrower's status", status);
	number = 7;
	pid = clone(CLONE_VM | SIGCHLD, stack + 1024, store);
	waitpid(pid, &status, 0);
	ask("after clone", number);
	return 0;
}
