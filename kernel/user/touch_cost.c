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

/* Chapter 10: touch_cost: a pair */
static u32 pair(u32 which)
{
	u32 at = mmap(0, PAGE, RW, PRIVATE | ANON), i, start, took;
	u32 top = call(BRK, 0, 0, 0), least = -1;

	*(volatile u32 *)at = 1;
	for (i = 0; i < TRIES; i++) {
		start = rdtsc();
		/* Chapter 10: touch_cost: both calls */
		if (which == 0) {
			u32 new = mmap(0, PAGE, RW, PRIVATE | ANON);

			*(volatile u32 *)new = 1;
			call(MUNMAP, new, PAGE, 0);
		} else if (which == 1) {
			call(MPROTECT, at, PAGE, READ);
			call(MPROTECT, at, PAGE, RW);
		} else {
			call(BRK, top + PAGE, 0, 0);
			call(BRK, top, 0, 0);
		}
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
	u32 i = 0, n, at = 0, which = 6;

	tell("a first store", 0, cost(a, 1));
	tell("a first load", 1, cost(b, 0));
	tell("a store after it", 2, cost(b, 1));
	/* Chapter 10: touch_cost: pairs of calls */
	tell("mmap, a store, munmap", 3, pair(0));
	tell("mprotect there and back", 4, pair(1));
	tell("brk up and down", 5, pair(2));
	/* Chapter 10: touch_cost: among many */
	for (n = 100; n <= 10000; n *= 10) {
		for (; i < n; i++)
			at = mmap(0, PAGE, i % 2 ? READ : READ | EXEC,
				  PRIVATE | ANON);
		say_number(n);
		tell(" vmas, a first load", which++,
		     cost((u32 *)(at - (TRIES - 1) * PAGE), 0));
	}
	return 0;
}
