/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include "file.h"

static char buf[80];

static u32 tell(s32 fd)
{
	s32 n = call(GETDENTS64, fd, (u32)buf, sizeof(buf)), at;

	for (at = 0; at < n; at += *(unsigned short *)(buf + at + 16)) {
		say(" ");
		say(buf + at + 19);
	}
	return n > 0;
}

static void make(const char *name)
{
	call(CLOSE, open(name, CREATE), 0, 0);
}

/* Chapter 13: listing: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static u32 st[24];
	s32 fd;

	call(MKDIR, (u32)"d", 0755, 0);
	make("d/a");
	make("d/b");
	make("d/c");
	fd = open("d", DIRECTORY);
	say("told:");
	tell(fd);
	call(UNLINK, (u32)"d/a", 0, 0);
	call(UNLINK, (u32)"d/b", 0, 0);
	make("d/d");
	while (tell(fd))
		;
	say("\n");
	call(UNLINK, (u32)"d/c", 0, 0);
	call(UNLINK, (u32)"d/d", 0, 0);
	call(MKDIR, (u32)"d/e", 0755, 0);
	call(FSTAT64, fd, (u32)st, 0);
	ask("names of a folder with one in it", st[5]);
	call(RMDIR, (u32)"d/e", 0, 0);
	call(RMDIR, (u32)"d", 0, 0);
	call(FSTAT64, fd, (u32)st, 0);
	ask("and of one that is gone", st[5]);
	return tell(fd) ? 0 : 1;
}
