/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, 4 * PAGE, RW, PRIVATE | ANON);

	call(MPROTECT, at + PAGE, 2 * PAGE, RW | EXEC);
	call(MUNMAP, at + 3 * PAGE, PAGE, 0);
	return ask("of four have come", call(544, at, 4, 0)) != 3;
}
