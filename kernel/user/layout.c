/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 9 (address-spaces) */
#include "memory.h"

static volatile u32 variable = 7;

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = call(BRK, 0, 0, 0);

	call(BRK, at + PAGE * variable, 0, 0);
	mmap(0x20000000, 2 * PAGE, RW, PRIVATE | ANON | FIXED);
	mmap(0, 2 * PAGE, NONE, PRIVATE | ANON);
	return call(508, 0, 0, 0);
}
