/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include "file.h"

enum { PIPE = 42 };

static char bytes[200];
static u32 hole, ends[2];

static s32 read_at(s32 fd, u32 at)
{
	call(LSEEK, fd, 0, 0);
	return call(READ_, fd, at, 100);
}

static void files(s32 fd)
{
	u32 iov[4] = { (u32)bytes, 50, hole, 50 };

	ask("read, 16 bytes and a hole", read_at(fd, hole - 16));
	ask("read, the hole", read_at(fd, hole));
	ask("read, an address of the kernel's",
	    read_at(fd, 0xc0000000));
	ask("write, 16 bytes and a hole",
	    call(WRITE, fd, hole - 16, 100));
	call(LSEEK, fd, 0, 0);
	ask("readv, 50 bytes and a hole", call(READV, fd, (u32)iov, 2));
	ask("writev, the same", call(WRITEV, fd, (u32)iov, 2));
}

/* Chapter 15: hole_rows: pipes, and pages */
static void pipes(void)
{
	call(PIPE, (u32)ends, 0, 0);
	call(WRITE, ends[1], (u32)bytes, 100);
	ask("pipe: read, 16 bytes and a hole",
	    call(READ_, ends[0], hole - 16, 100));
	ask("  what is left", call(READ_, ends[0], (u32)bytes, 200));
	ask("pipe: write, 16 bytes and a hole",
	    call(WRITE, ends[1], hole - 16, 100));
	call(FCNTL64, ends[0], 4, 04000);
	ask("  what is left", call(READ_, ends[0], (u32)bytes, 200));
}

static void pages(s32 fd)
{
	char *page = (char *)(hole - PAGE);

	page[0] = 7;
	call(MPROTECT, (u32)page, PAGE, READ);
	ask("read, a page to be read only", read_at(fd, (u32)page));
	call(MPROTECT, (u32)page, PAGE, RW);
	call(WRITE, ends[1], (u32)bytes, 1);
	if (fork() == 0)
		call(EXIT, call(READ_, ends[0], (u32)page, 1), 0, 0);
	waitpid(-1, 0, 0);
	ask("pipe: read after fork, by the child; the parent has",
	    page[0]);
}

/* Chapter 15: hole_rows: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 fd = open("scratch", CREATE | RDWR | TRUNC);

	hole = mmap(0, 2 * PAGE, RW, PRIVATE | ANON) + PAGE;
	call(MUNMAP, hole, PAGE, 0);
	call(WRITE, fd, (u32)bytes, 200);
	files(fd);
	pipes();
	pages(fd);
	call(UNLINK, (u32)"scratch", 0, 0);
	return 0;
}
