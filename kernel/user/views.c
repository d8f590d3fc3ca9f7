/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include "mapped.h"

static char copy[7] = "abcdef", now[7];
static char *private, *shared;
static s32 fd;

static void look(const char *who)
{
	call6(PREAD64, fd, (u32)now, 6, 0, 0, 0);
	say(who);
	say(copy);
	say(" ");
	say(private);
	say(" ");
	say(shared);
	say(" ");
	say(now);
	say("\n");
}

/* Chapter 16: views: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	fd = file_of("letters", copy, 6);
	private = (char *)map_file(fd, 6, RW, PRIVATE);
	shared = (char *)map_file(fd, 6, RW, SHARED);
	say("         copy   private shared file\n");
	call6(PWRITE64, fd, (u32)"A", 1, 0, 0, 0);
	look("write:   ");
	shared[1] = 'B';
	look("shared:  ");
	private[2] = 'C';
	look("private: ");
	call6(PWRITE64, fd, (u32)"D", 1, 3, 0, 0);
	look("write:   ");
	call(UNLINK, (u32)"letters", 0, 0);
	return 0;
}
