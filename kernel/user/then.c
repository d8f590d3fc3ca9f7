/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include "memory.h"

/* The break goes into it; common, so the linker puts it last. */
u8 large[4 * PAGE] __attribute__((common));

/* Chapter 9: then: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 flags = PRIVATE | ANON, middle = (u32)large + 2 * PAGE;

	middle &= ~(PAGE - 1);
	ask("map no bytes", mmap(0, 0, RW, flags));
	ask("map more than 3 GiB", mmap(0, 0xc0001000, RW, flags));
	ask("map what rounds up to nothing",
	    mmap(0, 0xfffff001, RW, flags));
	ask("give nothing odd rights", call(MPROTECT, PAGE, 0, 0xff0));
	ask("make nearly everything read-only",
	    call(MPROTECT, PAGE, 0xfffff001, READ));
	ask("is the break among the variables",
	    (u32)call(BRK, middle, 0, 0) == middle);
	ask("may they be stored to", may_store(middle));
	return 0;
}
