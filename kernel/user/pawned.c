/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

enum { LOAD, STORE, FORCE, HOLDERS = 0, ENTRIES, NOTE };

static volatile char *page;

static s32 keep(u32 at, u32 n, u32 how)
{
	return call(541, at, n, how);
}

static void answer(u32 question, u32 is)
{
	call(512, question, is, 0);
}

/* Chapter 18: pawned: a page, and a child */
static s32 kept(u32 which)
{
	return call(542, which, 0, 0);
}

static void next_page(void)
{
	call(543, 0, 0, 0);
	call(MUNMAP, (u32)page, PAGE, 0);
	page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	page[0] = 'p';
}

static void end_child(s32 child)
{
	call(KILL, child, SIGKILL, 0);
	waitpid(child, 0, 0);
}

/* Chapter 18: pawned: two numbers */
static void numbers(void)
{
	u32 hour[2] = { 3600, 0 };
	s32 child;

	next_page();
	keep((u32)page, 1, STORE);
	keep((u32)page, 1, STORE);
	answer(1, kept(HOLDERS));
	call(MUNMAP, (u32)page, PAGE, 0);
	answer(2, kept(HOLDERS));
	next_page();
	keep((u32)page, 1, STORE);
	child = fork();
	if (child == 0)
		call(NANOSLEEP, (u32)hour, 0, 0);
	answer(3, kept(HOLDERS));
	page[1] = 'q';
	end_child(child);
	answer(4, kept(HOLDERS) * 10 + kept(ENTRIES));
}

/* Chapter 18: pawned: who sees what */
static void bytes(void)
{
	next_page();
	keep((u32)page, 1, STORE);
	if (fork() == 0)
		call(EXIT, 0, 0, 0);
	waitpid(-1, 0, 0);
	page[1] = 'q';
	held_byte('K');
	answer(5, page[0]);
	/* Chapter 18: bytes: a child looks */
	next_page();
	keep((u32)page, 1, STORE);
	if (fork() == 0) {
		held_byte('K');
		answer(6, page[0]);
		call(EXIT, 0, 0, 0);
	}
	waitpid(-1, 0, 0);
	next_page();
	call(MPROTECT, (u32)page, PAGE, READ);
	if (fork() == 0) {
		keep((u32)page, 1, FORCE | STORE);
		held_byte('K');
		call(EXIT, 0, 0, 0);
	}
	waitpid(-1, 0, 0);
	answer(7, page[0]);
	next_page();
	call(MUNMAP, (u32)page, PAGE, 0);
	page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	keep((u32)page, 1, LOAD);
	page[0] = 'p';
	answer(8, held_byte(0));
}

/* Chapter 18: pawned: answers, and notes */
static void answers(void)
{
	u32 three = mmap(0, 3 * PAGE, RW, PRIVATE | ANON);

	call(MUNMAP, three + 2 * PAGE, PAGE, 0);
	answer(9, keep(three, 3, STORE));
	next_page();
	call(MPROTECT, (u32)page, PAGE, READ);
	answer(10, keep((u32)page, 1, STORE));
	next_page();
	keep((u32)page, 1, LOAD);
	answer(11, kept(NOTE));
	call(MUNMAP, (u32)page, PAGE, 0);
	answer(12, kept(NOTE));
}

/* Chapter 18: pawned: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	numbers();
	bytes();
	answers();
	call(543, 0, 0, 0);
	return 0;
}
