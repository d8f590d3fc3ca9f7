/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include "memory.h"

enum { PAGES = 256 };

static u32 before;

static void tell(const char *what)
{
	say(what);
	say(": ");
	say_number(before - call(510, 0, 0, 0));
	say(" frames\n");
}

/* Chapter 10: touches: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 i, at, sum = 0;

	say("what 256 pages cost\n");
	before = call(510, 0, 0, 0);
	at = mmap(0, PAGES * PAGE, RW, PRIVATE | ANON);
	tell("map 256 pages");
	for (i = 0; i < PAGES; i++)
		sum += *(volatile u32 *)(at + i * PAGE);
	tell("read all of them");
	*(volatile u32 *)at = 1;
	tell("write to one");
	call(MUNMAP, at, PAGES * PAGE, 0);
	tell("give them back");
	return sum;
}
