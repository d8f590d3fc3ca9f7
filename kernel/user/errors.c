/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

static u32 sum;			/* of all errors */

static void ask(const char *what, s32 answer)
{
	say(what);
	say(": ");
	say_number(answer);
	say("\n");
	sum -= answer;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	char *list[2] = { (char *)0xfffffff0, 0 };

	ask("write to a file that is not open", call(WRITE, 7, 0, 1));
	ask("write from nowhere", call(WRITE, 1, 16, 1));
	ask("write nothing from nowhere", call(WRITE, 1, 16, 0));
	ask("write from the kernel", call(WRITE, 1, 0xc0100000, 1));
	ask("write too much", call(WRITE, 1, (u32)argv, 0x80000000));
	/* Chapter 6: errors.c: the other calls */
	ask("no such call", call(511, 1, 2, 3));
	ask("no call at all", call(0xffffffff, 1, 2, 3));
	ask("run what is not there", call(EXECVE, (u32)"nobody", 0, 0));
	ask("run what has no name", call(EXECVE, 16, 0, 0));
	ask("run with bad arguments",
	    call(EXECVE, (u32)"hello", (u32)list, 0));
	ask("is the process number positive",
	    call(GETPID, 0, 0, 0) > 0);
	return sum;
}
