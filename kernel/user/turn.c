/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#include "user.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 i;

	for (i = 0; i < 3; i++) {
		say(argv[1]);
		say("\n");
		call(YIELD, 0, 0, 0);
	}
	return 0;
}
