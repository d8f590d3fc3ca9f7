/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include "mapped.h"

enum { N = 64 };

static void touch_all(const char *what, u32 which, s32 fd, u32 kind,
		      u32 store)
{
	u32 at = map_file(fd, N * PAGE, RW, kind), i, start, took;

	*(volatile char *)mmap(0, PAGE, RW, PRIVATE | ANON) = 1;
	start = rdtsc();
	for (i = 0; i < N; i++)
		if (store)
			*(volatile char *)(at + i * PAGE) = 1;
		else
			(void)*(volatile char *)(at + i * PAGE);
	took = (rdtsc() - start) / N;
	say(what);
	say(": ~");
	say_number(took);
	say(" instructions\n");
	call(512, which, took, 0);
	call(MUNMAP, at, N * PAGE, 0);
}

/* Chapter 16: mapped_cost: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static char bytes[N * PAGE];
	s32 fd = file_of("bytes", bytes, sizeof(bytes));

	touch_all("load, a file's page", 0, fd, PRIVATE, 0);
	touch_all("store, shared", 1, fd, SHARED, 1);
	touch_all("store, private, at once", 2, fd, PRIVATE, 1);
	call(UNLINK, (u32)"bytes", 0, 0);
	return 0;
}
