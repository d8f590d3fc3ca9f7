/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

static volatile char *page;

static void hold_it(const char *what)
{
	u32 cost;

	hold((u32)page, 1);
	cost = call(555, 0, 0, 0);
	say(what);
	say(": faults ");
	say_number(cost / 10);
	say(cost % 10 ? ", another frame\n" : ", the same frame\n");
	let_go();
}

/* Chapter 18: reused: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 hour[2] = { 3600, 0 };
	s32 child;

	page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	page[0] = 'p';
	call(MPROTECT, (u32)page, PAGE, READ);
	call(MPROTECT, (u32)page, PAGE, RW);
	hold_it("alone");
	/* Chapter 18: reused: after a fork */
	child = fork();
	if (child == 0)
		call(NANOSLEEP, (u32)hour, 0, 0);
	hold_it("touched by two");
	hold_it("once more");
	call(KILL, child, SIGKILL, 0);
	waitpid(child, 0, 0);
	return 0;
}
