/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 i;

	for (i = 0; i < 150000000; i++)
		asm volatile("");
	say("spin: done\n");
	return 0;
}
