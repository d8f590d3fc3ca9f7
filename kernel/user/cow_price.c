/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 12 (fork-and-cow) */
#include "process.h"

enum { PAGES = 16 };

static u32 cost(volatile u32 *at)
{
	u32 i, least = -1, start, took;

	for (i = 0; i < PAGES; i++, at += PAGE / 4) {
		start = rdtsc();
		*at = 1;
		took = rdtsc() - start;
		if (took < least)
			least = took;
	}
	return least;
}

/* Chapter 12: cow_price: main */
static void tell(const char *what, u32 which, u32 cost)
{
	say(what);
	say(": ~");
	say_number(cost);
	say(" instructions\n");
	call(512, which, cost, 0);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 *at = (u32 *)mmap(0, PAGES * PAGE, RW, PRIVATE | ANON);

	cost(at);
	if (fork() == 0) {
		tell("a copy", 0, cost(at));
		return 0;
	}
	waitpid(-1, 0, 0);
	tell("a page reused", 1, cost(at));
	return 0;
}
