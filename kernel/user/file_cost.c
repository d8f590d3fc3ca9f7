/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include "file.h"

enum { TRIES = 16 };

static char buf[PAGE];
static s32 fd;

static void once(u32 which)
{
	if (which == 0)
		call(CLOSE, open("f", 0), 0, 0);
	else if (which == 4)
		call6(PREAD64, fd, 0xc0000000, 64, 0, 0, 0);
	else if (which == 3)
		call6(PWRITE64, fd, (u32)buf, PAGE, 0, 0, 0);
	else
		call6(PREAD64, fd, (u32)buf, which == 1 ? 64 : PAGE,
		      0, 0, 0);
}

/* Chapter 13: file_cost: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const char *const what[] = { "open and close",
		"read 64 bytes", "read 4096 bytes",
		"write 4096 bytes", "read to a kernel address" };
	u32 which, i, start, took, least;

	fd = open("f", CREATE | RDWR);
	call(WRITE, fd, (u32)buf, PAGE);
	for (which = 0; which < 5; which++) {
		for (least = -1, i = 0; i < TRIES; i++) {
			start = rdtsc();
			once(which);
			took = rdtsc() - start;
			least = took < least ? took : least;
		}
		say(what[which]);
		say(": ~");
		say_number(least);
		say(" instructions\n");
		call(512, which, least, 0);
	}
	call(UNLINK, (u32)"f", 0, 0);
	return 0;
}
