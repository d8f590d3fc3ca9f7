/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 10 (demand-paging) */
#include "memory.h"

static u8 tail[3 * PAGE];	/* zero, and not in the file */
static u32 seven = 7;		/* in the file */

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, PAGE, WRITABLE, PRIVATE | ANON), i, sum = 0;

	ask("load from a write-only page", may_load(at));
	ask("store to it", may_store(at));
	ask("load from it now", may_load(at));
	/* Chapter 10: rights: there and back */
	*(volatile u32 *)at = 42;
	call(MPROTECT, at, PAGE, READ);
	ask("store to a read-only page", may_store(at));
	call(MPROTECT, at, PAGE, RW);
	ask("store to it now", may_store(at));
	ask("what it holds", *(volatile u32 *)at);
	for (i = 0; i < sizeof(tail); i++)
		sum += tail[i];
	ask("variables that are not zero", sum);
	return seven;
}
