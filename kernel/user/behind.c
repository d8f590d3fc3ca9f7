/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include "mapped.h"

enum { PIPE = 42 };

static volatile char *shared, *private;
static u32 ends[2];
static s32 fd;

/* What the kernel finds there for us, or its error. */
static s32 find(volatile char *at)
{
	char found;
	s32 n = call(WRITE, ends[1], (u32)at, 1);

	if (n == 1)
		call(READ_, ends[0], (u32)&found, 1);
	return n == 1 ? found : n;
}

/* Chapter 16: behind: before, and after */
static void cut(void)
{
	private[10] = private[PAGE + 10] = 'p';
	(void)shared[PAGE];
	call(FTRUNCATE, fd, 50, 0);
	ask("cut: in its last page", find(shared + 60));
	ask("in a private copy of it", find(private + 60));
	ask("the next page", find(shared + PAGE));
	ask("a private copy of that", find(private + PAGE + 10));
	call(FTRUNCATE, fd, 2 * PAGE, 0);
	ask("grown: the next page", find(shared + PAGE + 10));
	ask("in private", find(private + PAGE + 10));
}

/* Chapter 16: behind: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static char xs[2 * PAGE + 100];
	u32 i;

	for (i = 0; i < sizeof(xs); i++)
		xs[i] = 'x';
	fd = file_of("xs", xs, sizeof(xs));
	call(UNLINK, (u32)"xs", 0, 0);
	call(PIPE, (u32)ends, 0, 0);
	shared = (char *)map_file(fd, 4 * PAGE, RW, SHARED);
	private = (char *)map_file(fd, 4 * PAGE, RW, PRIVATE);
	if (argc > 1)
		return shared[3 * PAGE];
	ask("the last byte", find(shared + 2 * PAGE + 99));
	ask("behind it", find(shared + 2 * PAGE + 200));
	ask("a page further", find(shared + 3 * PAGE));
	cut();
	return 0;
}
