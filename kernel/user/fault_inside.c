/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 17 (kmap-atomic) */
#include "memory.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const char *const what[] = { "a window to highmem",
		"a window to lowmem", "no window" };
	u32 i;

	for (i = 0; i < 3; i++) {
		u32 at = mmap(0, PAGE, RW, PRIVATE | ANON);

		ask(what[i], call(538, i, at, 0));
	}
	return 0;
}
