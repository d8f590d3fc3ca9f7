/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include "mapped.h"

static char xs[4 * PAGE];

static void touch(u32 at, u32 pages)
{
	u32 i;

	for (i = 0; i < pages; i++)
		*(volatile char *)(at + i * PAGE) = 1;
}

/* Chapter 16: needy_maps: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 fd = file_of("xs", xs, sizeof(xs)), at, pid;

	if ((at = map_file(fd, 4 * PAGE, RW, SHARED)) > 0) {
		call(MUNMAP, at + PAGE, PAGE, 0);
		touch(at + 2 * PAGE, 2);
	}
	if ((at = map_file(fd, 4 * PAGE, RW, PRIVATE)) > 0)
		touch(at, 4);
	if ((at = mmap(0, 2 * PAGE, RW, SHARED | ANON)) > 0)
		touch(at, 2);
	pid = fork();
	call(FTRUNCATE, fd, PAGE, 0);
	if (pid == 0)
		return 0;
	waitpid(-1, 0, 0);
	call(UNLINK, (u32)"xs", 0, 0);
	return 0;
}
