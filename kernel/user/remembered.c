/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include "swap.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile char *page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	char seen;

	page[0] = 'p';
	if (call(565, (u32)page, 0, 0))
		return 1;
	seen = page[0];
	page[1] = 'p';
	say("the program sees ");
	say(seen == 'p' ? "its own byte\n" : "somebody else's\n");
	say("the frame's new owner sees ");
	say(call(566, 0, 0, 0) ? "a stranger's byte\n" :
				 "its own bytes\n");
	return 0;
}
