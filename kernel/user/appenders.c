/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include "file.h"

static u32 size_after(u32 flags)
{
	u32 i;
	s32 fd, pid;

	call(CLOSE, open("log", CREATE | TRUNC | WRONLY), 0, 0);
	pid = fork();
	fd = open("log", WRONLY | flags);
	for (i = 0; i < 100; i++) {
		call(WRITE, fd, (u32)"x", 1);
		call(YIELD, 0, 0, 0);
	}
	if (pid == 0)
		call(EXIT, 0, 0, 0);
	waitpid(pid, 0, 0);
	i = call(LSEEK, fd, 0, 2);
	call(CLOSE, fd, 0, 0);
	return i;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	ask("bytes of two who append", size_after(APPEND));
	ask("bytes of two who write", size_after(0));
	call(UNLINK, (u32)"log", 0, 0);
	return 0;
}
