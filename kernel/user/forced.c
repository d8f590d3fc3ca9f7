/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "gup.h"

static const char letter __attribute__((aligned(4096))) = 'c';
#define constant (*(const volatile char *)&letter)

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	char *again[] = { "forced", "again", 0 };

	ask("it is", constant);
	if (argc > 1)
		return 0;
	call(558, (u32)&constant, 'C', 0);
	ask("changed by the kernel", constant);
	ask("may it store", may_store((u32)&constant & -PAGE));
	if (fork() == 0)
		call(EXECVE, (u32)again[0], (u32)again, 0);
	waitpid(-1, 0, 0);
	return 0;
}
