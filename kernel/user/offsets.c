/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include "file.h"

static void read_four(const char *who, s32 fd)
{
	char four[6] = "....\n";

	call(READ_, fd, (u32)four, 4);
	say(who);
	say(four);
}

static void make(const char *name)
{
	s32 fd = call(CREAT, (u32)name, 0644, 0);

	call(WRITE, fd, (u32)"abcdefgh", 8);
	call(CLOSE, fd, 0, 0);
}

/* Chapter 13: offsets: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	const char *name = "letters";
	s32 fd;

	make(name);
	fd = open(name, 0);
	if (fork() == 0) {
		read_four("one open file: the child reads ", fd);
		return 0;
	}
	waitpid(-1, 0, 0);
	read_four("  the parent reads ", fd);
	/* Chapter 13: offsets: two open files */
	fd = open(name, 0);
	if (fork() == 0) {
		read_four("two: the child reads ", open(name, 0));
		return 0;
	}
	waitpid(-1, 0, 0);
	read_four("  the parent reads ", fd);
	call(UNLINK, (u32)name, 0, 0);
	ask("deleted, and opened again", open(name, 0));
	call(LSEEK, fd, 0, 0);
	read_four("  read where it is still open: ", fd);
	return 0;
}
