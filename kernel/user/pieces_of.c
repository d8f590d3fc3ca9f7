/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include "process.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const u32 offset[] = { 100, 0, PAGE - 1, 0 };
	static const u32 n[] = { 10000, PAGE, 2, 0 };
	u32 i, at;

	for (i = 0; i < 4; i++) {
		at = mmap(0, 3 * PAGE, RW, PRIVATE | ANON);
		call(531, at + offset[i], n[i], 0);
		call(MUNMAP, at, 3 * PAGE, 0);
	}
	return 0;
}
