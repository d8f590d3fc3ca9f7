/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include "memory.h"

static u32 brk(u32 to)
{
	return call(BRK, to, 0, 0);
}

/* Chapter 9: heap: move */
/* Moves the break; by how much did it move? In pages. */
static void move(const char *what, u32 to)
{
	u32 before = brk(0);

	say(what);
	say(": ");
	say_number((s32)(brk(to) - before) / (s32)PAGE);
	say("\n");
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 start = (brk(0) + PAGE - 1) & ~(PAGE - 1);

	brk(start);
	move("three pages up", start + 3 * PAGE);
	*(u32 *)(start + 2 * PAGE) = 7;
	move("two down", start + PAGE);
	move("two up", start + 3 * PAGE);
	say("and it holds ");
	say_number(*(u32 *)(start + 2 * PAGE));
	say("\n");
	move("up to the stack", 0xbfff0000);
	move("beyond everything", 0xffffffff);
	move("into the code", (u32)main);
	return 0;
}
