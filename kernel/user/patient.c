/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include "memory.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, PAGE, RW, PRIVATE | ANON);

	call(496, 0, 0, 0);
	*(volatile u32 *)at = 42;
	call(496, *(volatile u32 *)at, 0, 0);
	for (;;)
		call(YIELD, 0, 0, 0);
}
