/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
#include "user.h"

static void ask(const char *what, s32 answer)
{
	say(what);
	say(": ");
	say_number(answer);
	say("\n");
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const s32 never[2] = { 0, 1000000000 };
	static const s32 before[2] = { -1, 0 };
	static const s32 short_nap[2] = { 0, 1000000 };

	ask("sleep for too many nanoseconds",
	    call(NANOSLEEP, (u32)never, 0, 0));
	ask("sleep until yesterday",
	    call(NANOSLEEP, (u32)before, 0, 0));
	ask("sleep for a time from nowhere", call(NANOSLEEP, 16, 0, 0));
	ask("sleep for a millisecond",
	    call(NANOSLEEP, (u32)short_nap, 0, 0));
	ask("yield", call(YIELD, 0, 0, 0));
	return 0;
}
