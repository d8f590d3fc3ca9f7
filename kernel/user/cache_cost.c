/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include "file.h"

enum { TRIES = 16, KINDS = 7 };

static char buf[256 * PAGE];
static u32 hole;
static s32 fd;

static void once(u32 which)
{
	static const u32 size[KINDS] = { 64, PAGE, 16 * PAGE,
		256 * PAGE, PAGE, 256 * PAGE, 100 };

	call6(which == 4 || which == 5 ? PWRITE64 : PREAD64, fd,
	      which == 6 ? hole - 16 : (u32)buf, size[which], 0, 0, 0);
}

/* Chapter 15: cache_cost: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const char *const what[KINDS] = { "read 64 bytes",
		"read 4 KiB", "read 64 KiB", "read 1 MiB",
		"write 4 KiB", "write 1 MiB", "read 16 bytes of 100" };
	u32 which, i, start, took, least;

	hole = mmap(0, 2 * PAGE, RW, PRIVATE | ANON) + PAGE;
	call(MUNMAP, hole, PAGE, 0);
	fd = open("f", CREATE | RDWR);
	call(WRITE, fd, (u32)buf, sizeof(buf));
	for (which = 0; which < KINDS; which++) {
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
