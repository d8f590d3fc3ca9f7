/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include "file.h"

static u32 free_frames(void)
{
	return call(527, 0, 0, 0);
}

static s32 fd;

static void read_five(char *to)
{
	u32 before = free_frames();

	call(READ_, fd, (u32)to, 5);
	ask("five bytes, and so many frames",
	    (s32)(before - free_frames()));
}

/* Chapter 15: cow_read: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	char *page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);

	fd = open("f", CREATE | RDWR);
	call(WRITE, fd, (u32)"fivefivefive", 12);
	call(LSEEK, fd, 0, 0);
	page[0] = 'p';
	if (fork() == 0) {
		say("the child reads\n");
		read_five(page);
		read_five(page + 5);
		ask("it has", page[0]);
		return 0;
	}
	waitpid(-1, 0, 0);
	ask("the parent has", page[0]);
	call(UNLINK, (u32)"f", 0, 0);
	return 0;
}
