/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include "memory.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, 2 * PAGE, RW, PRIVATE | ANON), i;

	call(MUNMAP, at + PAGE, PAGE, 0);
	for (i = 0; i < 16; i++)
		((char *)at)[PAGE - 16 + i] = "sixteen letters\n"[i];
	return call(WRITE, 1, at + PAGE - 16, 100);
}
