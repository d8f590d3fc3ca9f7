/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include "memory.h"

enum { TRIES = 16 };

/* The least of the tries: no clock, no new table. */
static u32 cost(volatile u32 *at, u32 write)
{
	u32 i, least = -1, start, took;

	for (i = 0; i < TRIES; i++, at += PAGE / 4) {
		start = rdtsc();
		if (write)
			*at = 1;
		else
			(void)*at;
		took = rdtsc() - start;
		if (took < least)
			least = took;
	}
	return least;
}

/* Chapter 10: touch_cost: main */
static void tell(const char *what, u32 which, u32 cost)
{
	say(what);
	say(": ~");
	say_number(cost);
	say(" instructions\n");
	call(495, which, cost, 0);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 len = TRIES * PAGE;
	u32 *a = (u32 *)mmap(0, len, RW, PRIVATE | ANON);
	u32 *b = (u32 *)mmap(0, len, RW, PRIVATE | ANON);

	tell("a first store", 0, cost(a, 1));
	tell("a first load", 1, cost(b, 0));
	tell("a store after it", 2, cost(b, 1));
	return 0;
}
