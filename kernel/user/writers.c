/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include "process.h"

static u32 fresh(void)
{
	u32 at = mmap(0, 2 * PAGE, RW, PRIVATE | ANON);

	call(MUNMAP, at + PAGE, PAGE, 0);
	return at;
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = fresh();

	call(532, at, 0, 0);
	call(531, fresh(), 100, 0);
	call(533, fresh(), 100, 0);
	at = fresh() + PAGE - 2;
	call(532, at, 0, 0);
	ask("and of that has arrived", *(volatile unsigned short *)at);
	return 0;
}
