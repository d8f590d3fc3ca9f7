/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 17 (kmap-atomic) */
#include "file.h"

enum { PAGES = 20 * 256 };

static u32 page[1024];

static u32 all(u32 call_nr, s32 fd)
{
	u32 i, sum = 0;

	for (i = 0; i < PAGES; i++) {
		page[0] = page[1023] = call_nr == WRITE ? i : 0;
		if (call(call_nr, fd, (u32)page, PAGE) != (s32)PAGE)
			break;
		sum += page[0] == i && page[1023] == i;
	}
	return sum;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 fd = open("large", CREATE | RDWR);

	call(UNLINK, (u32)"large", 0, 0);
	ask("pages written", all(WRITE, fd));
	call(LSEEK, fd, 0, 0);
	ask("pages read", all(READ_, fd));
	call(537, 0, 0, 0);
	return 0;
}
