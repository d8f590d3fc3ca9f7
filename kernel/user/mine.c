/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#include "user.h"

static volatile u32 number;

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 mine = argv[1][0], i, others = 0;

	for (i = 0; i < 5; i++) {
		number = mine + i;
		call(YIELD, 0, 0, 0);
		others += number != mine + i;
	}
	call(502, mine, (u32)&number, 0);
	say(argv[1]);
	say(": found ");
	say_number(others);
	say(" times what somebody else wrote\n");
	return others;
}
