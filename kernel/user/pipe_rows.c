/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 14 (pipes) */
#include "file.h"

enum { PIPE = 42 };

static char bytes[200];
static u32 ends[2], in, out;

static s32 read_into(u32 at, u32 n)
{
	return call(READ_, in, at, n);
}

static void rows(u32 hole)
{
	call(WRITE, out, (u32)bytes, 100);
	ask("read, 16 bytes before a hole", read_into(hole - 16, 100));
	ask("what has come", ((char *)hole)[-1]);
	ask("read again", read_into((u32)bytes + 100, 100));
	ask("write, 16 bytes before a hole",
	    call(WRITE, out, hole - 16, 100));
	call(FCNTL64, in, 4, 04000);
	ask("what is in it", read_into((u32)bytes + 100, 100));
	call(FCNTL64, in, 4, 0);
}

/* Chapter 14: pipe_rows: two pages more */
static void pages(void)
{
	u32 at = mmap(0, PAGE, RW, PRIVATE | ANON);

	*(volatile u8 *)at = 7;
	call(WRITE, out, (u32)bytes, 1);
	call(MPROTECT, at, PAGE, READ);
	ask("read to a read-only page", read_into(at, 1));
	call(MPROTECT, at, PAGE, RW);
	if (fork() == 0) {
		ask("read to a shared page", read_into(at, 1));
		ask("the reader has", *(volatile u8 *)at);
		call(EXIT, 0, 0, 0);
	}
	waitpid(-1, 0, 0);
	ask("the other has", *(volatile u8 *)at);
}

/* Chapter 14: pipe_rows: half a write */
static char two_pages[2 * PAGE];

static void half(u32 hole)
{
	u32 nap[2] = { 0, 20000000 }, status;

	if (fork() == 0)
		call(EXIT, call(WRITE, out, hole - PAGE, 2 * PAGE) ==
			   PAGE, 0, 0);
	call(NANOSLEEP, (u32)nap, 0, 0);
	ask("a reader of two pages gets",
	    read_into((u32)two_pages, 2 * PAGE));
	waitpid(-1, &status, 0);
	ask("the writer hears of one", status >> 8);
}

/* Chapter 14: pipe_rows: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, 2 * PAGE, RW, PRIVATE | ANON), i;

	for (i = 0; i < 100; i++)
		bytes[i] = 42;
	call(MUNMAP, at + PAGE, PAGE, 0);
	call(PIPE, (u32)ends, 0, 0);
	in = ends[0];
	out = ends[1];
	rows(at + PAGE);
	half(at + PAGE);
	pages();
	return 0;
}
