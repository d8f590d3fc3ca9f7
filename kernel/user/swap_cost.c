/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include "swap.h"

enum { N = 64 };

static volatile u32 *page;

static void line_of(const char *what, u32 which, u32 number)
{
	say(what);
	say(": ~");
	say_number(number);
	say(" instructions\n");
	call(512, which, number, 0);
}

static u32 all_go(void)
{
	u32 i, start = rdtsc();

	for (i = 0; i < N; i++)
		away(page + i * 1024);
	return (rdtsc() - start) / N;
}

/* Chapter 21: swap_cost: back, and shared */
static u32 all_come(void)
{
	u32 i, sum = 0, start = rdtsc();

	for (i = 0; i < N; i++)
		sum += page[i * 1024];
	return (rdtsc() - start) / N + (sum == 0);
}

static u32 with(u32 many)
{
	u32 hour[2] = { 3600, 0 }, start, i;
	s32 pid[16];

	page[0]++;
	for (i = 1; i < many; i++) {
		pid[i] = fork();
		if (!pid[i])
			call(NANOSLEEP, (u32)hour, 0, 0);
	}
	start = rdtsc();
	away(page);
	start = rdtsc() - start;
	while (--many) {
		call(KILL, pid[many], SIGKILL, 0);
		waitpid(pid[many], 0, 0);
	}
	return start;
}
/* Chapter 21: swap_cost: main */

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 i;

	page = (u32 *)mmap(0, N * PAGE, RW, PRIVATE | ANON);
	for (i = 0; i < N; i++)
		page[i * 1024] = i;
	all_go();
	all_come();
	for (i = 0; i < N; i++)
		page[i * 1024]++;
	line_of("a page goes", 0, all_go());
	line_of("and comes", 1, all_come());
	line_of("goes, and is clean", 2, all_go());
	line_of("goes, in 1 entry", 3, with(1));
	line_of("goes, in 4 entries", 4, with(4));
	line_of("goes, in 16 entries", 5, with(16));
	return 0;
}
