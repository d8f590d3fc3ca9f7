/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include "file.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static char bytes[2 * PAGE];
	char name[] = "d/a";
	u32 i;
	s32 fd;

	call(MKDIR, (u32)"d", 0755, 0);
	for (i = 0; i < 8; i++) {
		name[2] = 'a' + i;
		fd = open(name, CREATE | RDWR);
		call(WRITE, fd, (u32)bytes, sizeof(bytes));
		call6(PWRITE64, fd, (u32)bytes, 1, 4 * PAGE, 0, 0);
	}
	if (fork() == 0)
		return 0;
	waitpid(-1, 0, 0);
	for (i = 0; i < 8; i++) {
		name[2] = 'a' + i;
		call(UNLINK, (u32)name, 0, 0);
	}
	call(RMDIR, (u32)"d", 0, 0);
	return 0;
}
