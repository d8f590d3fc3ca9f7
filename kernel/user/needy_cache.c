/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include "file.h"

static char byte;

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 fd = open("f", CREATE | RDWR);
	u32 i;

	for (i = 0; i < 24; i++)
		call6(PWRITE64, fd, (u32)"x", 1, i << 24, 0, 0);
	for (i = 0; i < 4; i++)
		call6(PREAD64, fd, (u32)&byte, 1, PAGE << 2 * i, 0, 0);
	call(CLOSE, fd, 0, 0);
	fd = open("larger", 0);
	call6(PREAD64, fd, (u32)&byte, 1, 40 * PAGE, 0, 0);
	call(CLOSE, fd, 0, 0);
	call(UNLINK, (u32)"f", 0, 0);
	return 0;
}
