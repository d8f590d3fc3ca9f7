/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include "file.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static char *const again[] = { "inherited", "again", 0 };
	s32 a, b;

	if (argc > 1) {
		ask("descriptor 3", call(LSEEK, 3, 0, 1));
		ask("descriptor 4", call(LSEEK, 4, 0, 1));
		return 0;
	}
	a = open("f", CREATE | RDWR);
	b = call(DUP2, a, 4, 0);
	call(UNLINK, (u32)"f", 0, 0);
	call(WRITE, b, (u32)"seven..", 7);
	call(FCNTL64, b, 2, 1);
	ask("its flag", call(FCNTL64, b, 1, 0));
	ask("the other's", call(FCNTL64, a, 1, 0));
	ask("dup2 to itself", call(DUP2, a, a, 0) == a);
	ask("dup2 of nothing", call(DUP2, 31, 5, 0));
	ask("dup2 too far", call(DUP2, a, 100000, 0));
	call(EXECVE, (u32)"inherited", (u32)again, 0);
	return 1;
}
