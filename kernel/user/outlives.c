/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, PAGE, RW, PRIVATE | ANON);

	*(volatile char *)at = 'o';
	hold(at, 1);
	return 0;
}
