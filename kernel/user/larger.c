/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include "file.h"

#define NUMBER(n) [n] = { [0] = (n) + 1, [1023] = (n) + 1 }
#define FOUR(n) NUMBER(n), NUMBER((n) + 1), NUMBER((n) + 2), \
		NUMBER((n) + 3)
#define SIXTEEN(n) FOUR(n), FOUR((n) + 4), FOUR((n) + 8), \
		   FOUR((n) + 12)

static volatile const u32 numbers[64][1024]
	__attribute__((used, aligned(4096))) = {
	SIXTEEN(0), SIXTEEN(16), SIXTEEN(32), SIXTEEN(48)
};

static u32 page[1024];

/* Chapter 15: larger: read all */
static s32 read_all(void)
{
	s32 fd = open("larger", 0), sum = 0, n;

	while ((n = call(READ_, fd, (u32)page, PAGE)) == (s32)PAGE)
		if (page[0] == page[1023] && page[0] <= 64)
			sum += page[0];
	call(CLOSE, fd, 0, 0);
	return n < 0 ? n : sum;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	ask("a file of more than 64 pages, read", read_all());
	ask("once more", read_all());
	return 0;
}
