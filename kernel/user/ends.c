/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 14 (pipes) */
#include "file.h"

enum { PIPE = 42, SIGPIPE = 13 };

static u32 ends[2], status;
static char byte;

static s32 write_to_nobody(u32 n)
{
	u32 own[2];

	call(PIPE, (u32)own, 0, 0);
	call(CLOSE, own[0], 0, 0);
	return call(WRITE, own[1], (u32)&byte, n);
}

/* Chapter 14: ends: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 nap[2] = { 0, 20000000 };

	call(PIPE, (u32)ends, 0, 0);
	if (fork() == 0) {
		call(WRITE, ends[1], (u32)"x", 1);
		call(NANOSLEEP, (u32)nap, 0, 0);
		return 0;
	}
	call(CLOSE, ends[1], 0, 0);
	ask("a byte", call(READ_, ends[0], (u32)&byte, 1));
	ask("the end", call(READ_, ends[0], (u32)&byte, 1));
	/* Chapter 14: ends: nobody reads */
	waitpid(-1, 0, 0);
	if (fork() == 0)
		return write_to_nobody(1);
	waitpid(-1, &status, 0);
	ask("who writes to nobody", status);
	ignore(SIGPIPE, 1);
	ask("and does not mind", write_to_nobody(1));
	ask("no byte to nobody", write_to_nobody(0));
	/* Chapter 14: ends: the calls */
	ask("lseek", call(LSEEK, ends[0], 0, 0));
	ask("write to the end to read",
	    call(WRITE, ends[0], (u32)&byte, 1));
	status = call(DUP, 0, 0, 0);
	call(CLOSE, status, 0, 0);
	ask("two numbers to nowhere", call(PIPE, 0xc0000000, 0, 0));
	ask("are two taken", (u32)call(DUP, 0, 0, 0) != status);
	return 0;
}
