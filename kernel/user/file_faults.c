/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include "mapped.h"

static u32 faults(u32 at, u32 load)
{
	u32 before = call(526, 0, 0, 0);

	if (load)
		(void)*(volatile char *)at;
	*(volatile char *)at = 1;
	return call(526, 0, 0, 0) - before;
}

static void count(const char *what, u32 at, u32 load)
{
	say(what);
	say(load ? ", load and store: " : ", store: ");
	say_number(faults(at, load));
	say("\n");
}

/* Chapter 16: file_faults: main */
static void kinds(s32 fd, u32 load)
{
	u32 a = map_file(fd, PAGE, RW, SHARED);
	u32 b = map_file(fd, PAGE, RW, PRIVATE);

	count("shared, a file's", a, load);
	count("private, a file's", b, load);
	count("private, no file's", mmap(0, PAGE, RW, PRIVATE | ANON),
	      load);
	count("shared, no file's", mmap(0, PAGE, RW, SHARED | ANON),
	      load);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 fd = file_of("letters", "abcdef", 6);

	faults(mmap(0, PAGE, RW, PRIVATE | ANON), 1);
	kinds(fd, 1);
	kinds(fd, 0);
	call(UNLINK, (u32)"letters", 0, 0);
	return 0;
}
