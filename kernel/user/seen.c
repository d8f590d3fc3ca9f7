/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, 2 * PAGE, RW, PRIVATE | ANON);

	*(volatile char *)at = 's';
	*(volatile char *)(at + PAGE) = 't';
	hold(at, 1);
	call(557, 0, 0, 0);
	let_go();
	call(MUNMAP, at, 2 * PAGE, 0);
	return 0;
}
