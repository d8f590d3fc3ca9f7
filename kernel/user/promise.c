/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 14 (pipes) */
#include "file.h"

enum { PIPE = 42, RECORDS = 8 };

static char record[4097], piece[64];

static void write_all(s32 fd, char letter, u32 len)
{
	u32 i;

	for (i = 0; i < len; i++)
		record[i] = letter;
	for (i = 0; i < RECORDS; i++)
		call(WRITE, fd, (u32)record, len);
	call(EXIT, 0, 0, 0);
}

/* Chapter 14: promise: the reader */
static u32 torn(u32 len)
{
	u32 ends[2], at = 0, i, count = 0;
	s32 n;
	char last = 0;

	call(PIPE, (u32)ends, 0, 0);
	for (i = 0; i < 2; i++)
		if (fork() == 0)
			write_all(ends[1], 'a' + i, len);
	call(CLOSE, ends[1], 0, 0);
	while ((n = call(READ_, ends[0], (u32)piece, 64)) > 0) {
		for (i = 0; i < (u32)n; i++, at++) {
			count += at % len && piece[i] != last;
			last = piece[i];
		}
		call(YIELD, 0, 0, 0);
	}
	call(CLOSE, ends[0], 0, 0);
	waitpid(-1, 0, 0);
	waitpid(-1, 0, 0);
	return at == 2 * RECORDS * len ? count : 9999;
}

/* Chapter 14: promise: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	say("is a record of 4096 bytes torn? ");
	say(torn(4096) ? "yes\n" : "no\n");
	say("one of 4097? ");
	say(torn(4097) ? "yes\n" : "no\n");
	return 0;
}
