/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include "mapped.h"

static u32 stack[1024];
static s32 fd;

static int cut(void)
{
	return call(FTRUNCATE, fd, 0, 0);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile char *shared;
	s32 pid;

	fd = file_of("letters", "abcdef", 6);
	shared = (char *)map_file(fd, 6, RW, SHARED);
	*(volatile char *)mmap(0, PAGE, RW, PRIVATE | ANON) = 1;
	stack[0] = stack[1023] = 1;
	call(513, (u32)"cutter", 0, 0);
	pid = clone(CLONE_VM | SIGCHLD, stack + 1024, cut);
	call(513, (u32)"reader", 0, 0);
	call(535, 0, 0, 0);
	ask("the kernel's load", may_load((u32)shared));
	waitpid(pid, 0, 0);
	call6(PWRITE64, fd, (u32)"new", 3, 0, 0, 0);
	ask("in the file: n; in the mapping", shared[0]);
	call(UNLINK, (u32)"letters", 0, 0);
	return 0;
}
