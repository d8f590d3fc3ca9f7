/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

static u32 zero[2000];		/* variables that start as zero */
static u32 seven = 7;

static u32 segments(void)
{
	u32 fs, gs;

	asm volatile("movl %%fs, %0; movl %%gs, %1"
		     : "=r"(fs), "=r"(gs));
	return (fs | gs) & 0xffff;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 i;

	say("hello, world\n");
	for (i = 0; i < argc; i++) {
		say("argument: ");
		say(argv[i]);
		say("\n");
	}
	/* Chapter 6: hello.c: the rest of the stack */
	for (; *envp; envp++) {
		say("environment: ");
		say(*envp);
		say("\n");
	}
	for (; auxv[0]; auxv += 2)
		if (auxv[0] == 6) {
			say("a page has ");
			say_number(auxv[1]);
			say(" bytes\n");
		}
	if ((u32)argv % 16 == 4)
		say("the stack was aligned\n");
	/* Chapter 6: hello.c: the variables */
	for (i = 0; i < 2000; i++)
		if (zero[i])
			say("a variable was not zero\n");
	zero[1999] = seven++;
	if (segments())
		say("a segment register was not empty\n");
	say("seven is ");
	say_number(zero[1999]);
	say(", and then ");
	say_number(seven);
	say("\n");
	return argc;
}
