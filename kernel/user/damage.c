/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 12 (fork-and-cow) */
#include "process.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	volatile u8 *page = (u8 *)mmap(0, PAGE, RW, PRIVATE | ANON);
	volatile u8 *zero = (u8 *)mmap(0, 2 * PAGE, RW, PRIVATE | ANON);

	*page = 7;
	if (fork() == 0) {
		call(UNAME, (u32)page, 0, 0);
		ask("the child finds", *page);
		return 0;
	}
	waitpid(-1, 0, 0);
	ask("the parent finds", *page);
	/* Chapter 12: damage: zeros */
	ask("a page never written to", *zero);
	call(UNAME, (u32)zero, 0, 0);
	ask("another one", zero[PAGE]);
	return 0;
}
