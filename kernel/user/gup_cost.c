/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

enum { N = 256, TRIES = 8 };

static u32 own[N * 1024], one[2], other[2];

/* Chapter 18: gup_cost: the least of eight */
static u32 least(u32 n, u32 pid)
{
	u32 i, start, took, best = -1;

	for (i = 0; i < TRIES; i++) {
		one[1] = other[1] = n * PAGE;
		start = rdtsc();
		if (pid)
			call6(347, pid, (u32)one, 1, (u32)other, 1, 0);
		else
			call(559, (u32)own, n, 0);
		took = rdtsc() - start;
		best = took < best ? took : best;
	}
	return best;
}

static void line_of(const char *what, u32 which, u32 number)
{
	say(what);
	say(": ~");
	say_number(number);
	say(" instructions\n");
	call(512, which, number, 0);
}

/* Chapter 18: gup_cost: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 hour[2] = { 3600, 0 }, i;
	s32 pid;

	for (i = 0; i < N; i++)
		own[i * 1024] = 1;
	line_of("a page held", 0, least(1, 0));
	line_of("16 pages held, each", 1, least(16, 0) / 16);
	line_of("256 pages held, each", 2, least(256, 0) / 256);
	pid = fork();
	if (pid == 0)
		call(NANOSLEEP, (u32)hour, 0, 0);
	for (i = 0; i < N; i++)
		own[i * 1024] = 2;
	one[0] = other[0] = (u32)own;
	line_of("process_vm_readv of 4 KiB", 3, least(1, pid));
	line_of("process_vm_readv of 1 MiB", 4, least(256, pid));
	call(KILL, pid, SIGKILL, 0);
	waitpid(pid, 0, 0);
	return 0;
}
