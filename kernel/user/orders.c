/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

enum { SCHEDULES = 256, OUTCOMES = 4 };

static u32 stack[1024], deed;
static s32 fd;
static volatile char *page;

/* Chapter 18: orders: five deeds */
static void stores(void)
{
	page[1] = 'r';
}

static void forks(void)
{
	if (fork() == 0)
		call(EXIT, 0, 0, 0);
	waitpid(-1, 0, 0);
}

static void unmaps(void)
{
	call(MUNMAP, (u32)page, PAGE, 0);
}

static void cuts(void)
{
	call(FTRUNCATE, fd, 0, 0);
}

/* Chapter 18: orders: the fifth, and the rival */
static void renews(void)
{
	cuts();
	call6(PWRITE64, fd, (u32)"again", 5, 0, 0, 0);
}

static void (*const deeds[])(void) = { stores, forks, unmaps, cuts,
				       renews };

static int rival(void)
{
	call(523, 0, 0, 0);
	deeds[deed]();
	return 0;
}

/* Chapter 18: orders: a schedule */
static u32 outcome_of(u32 schedule)
{
	u32 outcome;
	s32 pid;

	call6(PWRITE64, fd, (u32)"abcdef", 6, 0, 0, 0);
	page = (char *)map_file(fd, 6, RW, PRIVATE);
	call(513, (u32)"rival", 0, 0);
	pid = clone(CLONE_VM | SIGCHLD, stack + 1024, rival);
	call(513, (u32)"holder", 0, 0);
	call(524, (u32)page, schedule, 0);
	waitpid(pid, 0, 0);
	outcome = call(539, (u32)page, 0, 0);
	call(MUNMAP, (u32)page, PAGE, 0);
	return outcome;
}

/* Chapter 18: orders: all of them */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const char *const names[] = { "stores: ", "forks: ",
					     "unmaps: ", "cuts: ",
					     "renews: " };
	u32 n[OUTCOMES], i;

	fd = file_of("letters", "abcdef", 6);
	for (deed = 0; deed < 5; deed++) {
		for (i = 0; i < OUTCOMES; i++)
			n[i] = 0;
		for (i = 0; i < SCHEDULES; i++)
			n[outcome_of(i)]++;
		say(names[deed]);
		say_number(n[0]);
		say(" refused, ");
		say_number(n[1]);
		say(" mapped, ");
		say_number(n[2]);
		ask(" left, wrong", n[3]);
	}
	call(UNLINK, (u32)"letters", 0, 0);
	return 0;
}
