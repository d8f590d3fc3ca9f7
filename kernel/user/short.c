/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include "file.h"

static char *edge(void)
{
	u32 at = mmap(0, 2 * PAGE, RW, PRIVATE | ANON);

	call(MUNMAP, at + PAGE, PAGE, 0);
	return (char *)at + PAGE;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static char bytes[100];
	char *end = edge();
	u32 iov[4] = { (u32)bytes, 50, (u32)end, 50 };
	s32 fd = open("scratch", CREATE | RDWR | TRUNC);

	call(WRITE, fd, (u32)bytes, 100);
	call(LSEEK, fd, 0, 0);
	ask("read, 16 bytes before a hole",
	    call(READ_, fd, (u32)end - 16, 100));
	ask("read to the hole", call(READ_, fd, (u32)end, 84));
	ask("where it is now", call(LSEEK, fd, 0, 1));
	/* Chapter 13: short: write, and several pieces */
	call(CLOSE, fd, 0, 0);
	fd = open("scratch", RDWR | TRUNC);
	ask("write, 16 bytes before a hole",
	    call(WRITE, fd, (u32)end - 16, 100));
	ask("write from the hole", call(WRITE, fd, (u32)end, 100));
	ask("how long it is", call(LSEEK, fd, 0, 2));
	call(WRITE, fd, (u32)bytes, 100);
	call(LSEEK, fd, 0, 0);
	ask("readv with a hole behind", call(READV, fd, (u32)iov, 2));
	ask("read from a folder", call(READ_, open("/", 0), (u32)bytes, 9));
	ask("write where only reading was asked for",
	    call(WRITE, open("scratch", 0), (u32)bytes, 1));
	call(UNLINK, (u32)"scratch", 0, 0);
	return 0;
}
