/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include "file.h"

static char old[100], now[100];

static void attempt(const char *what, u32 size, u32 from)
{
	s32 fd = open("scratch", CREATE | RDWR | TRUNC), n;
	u32 i, zeros = 0;

	call(WRITE, fd, (u32)old, size);
	ask(what, call6(PWRITE64, fd, from, 100, 0, 0, 0));
	n = call6(PREAD64, fd, (u32)now, 100, 0, 0, 0);
	for (i = 0; i < (u32)n; i++)
		zeros += !now[i];
	ask("  how long it is", call(LSEEK, fd, 0, 2));
	ask("  zeros in it", zeros);
	call(CLOSE, fd, 0, 0);
}

/* Chapter 15: surprises: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 hole = mmap(0, 2 * PAGE, RW, PRIVATE | ANON) + PAGE, i;

	call(MUNMAP, hole, PAGE, 0);
	for (i = 0; i < 100; i++)
		old[i] = 'o';
	for (i = 1; i <= 16; i++)
		((char *)hole)[-(s32)i] = 'n';
	attempt("over a hundred letters", 100, hole - 16);
	attempt("to an empty file", 0, hole - 16);
	attempt("not one good byte", 0, hole);
	call(UNLINK, (u32)"scratch", 0, 0);
	return 0;
}
