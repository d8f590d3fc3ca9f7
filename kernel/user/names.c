/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include "file.h"

static const char *const paths[] = { "", ".", "..", "/", "new",
	"new/", "f", "f/", "f/.", "f/x", "d", "d/", "d/..", "d//f",
	"d/f/", "no/f", "./d/./../f", "d/../d/../f" };

static void say_path(const char *path)
{
	say(path);
	say(":");
}

static void say_answer(s32 answer)
{
	say(" ");
	say_number(answer > 0 ? 0 : answer);
}

/* Chapter 13: names: one path */
static void try(const char *path)
{
	s32 fd;

	say_path(path);
	for (u32 flags = 0; flags < 3; flags++) {
		fd = open(path, flags == 2 ? CREATE | EXCL : flags);
		say_answer(fd);
		if (fd >= 0)
			call(CLOSE, fd, 0, 0);
		if (fd >= 0 && flags == 2)
			call(UNLINK, (u32)path, 0, 0);
	}
	fd = call(MKDIR, (u32)path, 0755, 0);
	say_answer(fd);
	say_answer(call(RMDIR, (u32)path, 0, 0));
	say_answer(call(UNLINK, (u32)path, 0, 0));
	say("\n");
}

/* Chapter 13: names: all of them */
static void tidy(u32 make)
{
	call(UNLINK, (u32)"f", 0, 0);
	call(UNLINK, (u32)"d/f", 0, 0);
	call(RMDIR, (u32)"d", 0, 0);
	if (!make)
		return;
	call(CLOSE, open("f", CREATE), 0, 0);
	call(MKDIR, (u32)"d", 0755, 0);
	call(CLOSE, open("d/f", CREATE), 0, 0);
}

/* Chapter 13: names: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static char lengthy[300];
	u32 i;

	for (i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		tidy(1);
		try(paths[i]);
	}
	for (i = 0; i < 255; i++)
		lengthy[i] = 'n';
	ask("a name of 255", open(lengthy, CREATE | EXCL) < 0);
	call(UNLINK, (u32)lengthy, 0, 0);
	lengthy[255] = 'n';
	ask("a name of 256", open(lengthy, CREATE));
	ask("no path at all", open((char *)0xc0000000, 0));
	tidy(0);
	return 0;
}
