/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile char *page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);

	page[0] = 1;
	hold((u32)page, 1);
	call(MPROTECT, (u32)page, PAGE, READ);
	call(MPROTECT, (u32)page, PAGE, RW);
	page[1] = 2;
	held_byte(3);
	ask("the kernel has stored", held_byte(0));
	ask("the program finds", page[0]);
	return let_go();
}
