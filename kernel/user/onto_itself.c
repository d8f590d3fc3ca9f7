/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include "process.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile u8 *page = (u8 *)mmap(0, PAGE, RW, PRIVATE | ANON);

	page[0] = 7;
	ask("as in 2.6.9, left", call(534, (u32)page, 1, 0));
	ask("the program has", page[0]);
	ask("by the door, left", call(534, (u32)page, 0, 0));
	ask("the program has", page[0]);
	return 0;
}
