/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

static volatile char *page;

static void tell_both(const char *when)
{
	say(when);
	say(": program ");
	say_number(page[0]);
	say(", kernel ");
	say_number(held_byte(0));
	say("\n");
}

/* Chapter 18: left_behind: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 hour[2] = { 3600, 0 };
	s32 child;

	page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	page[0] = 1;
	hold((u32)page, 1);
	tell_both("held");
	child = fork();
	if (child == 0)
		call(NANOSLEEP, (u32)hour, 0, 0);
	page[1] = 2;
	held_byte(3);
	tell_both("forked, stored, written");
	let_go();
	call(KILL, child, SIGKILL, 0);
	waitpid(child, 0, 0);
	return 0;
}
