/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include "mapped.h"

static u32 at_once(s32 fd, u32 first, u32 pages)
{
	volatile u32 *p;
	u32 i, sum = 0, at = call6(MMAP2, 0, pages * PAGE, READ,
				   PRIVATE, fd, first);

	for (i = 0; i < pages; i++) {
		p = (u32 *)(at + i * PAGE);
		if (p[0] == p[1023] && p[0] <= 64)
			sum += p[0];
	}
	call(MUNMAP, at, pages * PAGE, 0);
	return sum;
}

/* Chapter 16: pieces: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 first, sum = 0, status, pages;
	s32 fd = open("larger", 0);

	pages = (call(LSEEK, fd, 0, 2) + PAGE - 1) / PAGE;
	for (first = 0; first + 16 <= pages; first += 16)
		sum += at_once(fd, first, 16);
	sum += at_once(fd, first, pages - first);
	ask("in pieces", sum);
	if (fork() == 0)
		return at_once(fd, 0, pages) != sum;
	waitpid(-1, &status, 0);
	ask("the whole; it ended with", status);
	return 0;
}
