/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	char *list[] = { "hello", "from", "again", 0 };

	s32 error;

	if (argc > 1)
		call(498, argv[1][0] - '0', 0, 0);
	asm volatile("movl %%ds, %%eax; movl %%eax, %%fs" : : : "eax");
	error = call(EXECVE, (u32)"hello", (u32)list, (u32)envp);
	if (argc == 1)
		say("execve came back\n");
	return -error;
}
