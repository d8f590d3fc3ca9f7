/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 12 (fork-and-cow) */
#include "process.h"

enum { A, B, C, D, K, R, Z, PAGES };
enum { CLONE_VFORK = 0x4000 };

static u32 at[PAGES], stack[1024], hour[2] = { 3600, 0 };

/* Chapter 12: who_pays: a touch */
static void begin(u32 page)
{
	volatile u32 own = page;

	call(521, own, 0, 0);
}

static void load(u32 number, u32 page)
{
	begin(page);
	(void)*(volatile u32 *)page;
	call(522, number, page, 1);
}

static void store(u32 number, u32 page)
{
	begin(page);
	*(volatile u32 *)page = 7;
	call(522, number, page, 1);
}

/* Chapter 12: who_pays: the kernel's touches, and the children */
static void by_the_kernel(u32 number, u32 page)
{
	u32 works;

	begin(page);
	works = may_store(page);
	call(522, number, page, works);
}

static s32 first_child(void)
{
	load(1, at[A]);
	store(2, at[A]);
	return call(NANOSLEEP, (u32)hour, 0, 0);
}

static s32 second_child(void)
{
	store(5, at[C]);
	store(6, at[Z]);
	by_the_kernel(7, at[R]);
	return call(NANOSLEEP, (u32)hour, 0, 0);
}
/* Chapter 12: who_pays: a fork that failed, and a loan */
static int lender(void)
{
	store(12, at[A]);
	return 0;
}

/* 0, also in the child that only shows how many requests it took. */
static s32 last_touches(void)
{
	s32 pid, k = 0;

	while ((pid = call(519, ++k, 0, 0)) < 0)
		;
	if (pid == 0)
		return 0;
	waitpid(pid, 0, 0);
	*(volatile u32 *)at[A] = 7;
	if (call(519, k - 1, 0, 0) >= 0)
		return 1;
	store(11, at[A]);
	stack[1023] = 0;
	waitpid(clone(CLONE_VM | CLONE_VFORK | SIGCHLD, stack + 1024,
		      lender), 0, 0);
	return 0;
}
/* Chapter 12: who_pays: main */
static void end(s32 child)
{
	call(KILL, child, SIGKILL, 0);
	waitpid(child, 0, 0);
}

/* Chapter 12: who_pays: the pages */
static void map_all(void)
{
	u32 i;

	for (i = 0; i < PAGES; i++) {
		at[i] = mmap(0, PAGE, RW, PRIVATE | ANON);
		if (i == Z)
			(void)*(volatile u32 *)at[i];
		else
			*(volatile u32 *)at[i] = 7;
	}
	call(MPROTECT, at[R], PAGE, READ);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 first, second;

	map_all();
	if ((first = fork()) == 0)
		return first_child();
	store(3, at[A]);
	store(4, at[B]);
	if ((second = fork()) == 0)
		return second_child();
	by_the_kernel(8, at[K]);
	end(first);
	store(9, at[C]);
	store(10, at[D]);
	end(second);
	return last_touches();
}
