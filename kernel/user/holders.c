/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include "mapped.h"

static volatile char *private, *shared;

static void look(const char *when)
{
	(void)*private;
	(void)*shared;
	call(525, (u32)when, (u32)private, (u32)shared);
}

/* Chapter 16: holders: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 fd = file_of("letters", "abcdef", 6);

	private = (char *)map_file(fd, 6, RW, PRIVATE);
	shared = (char *)map_file(fd, 6, RW, SHARED);
	look("mapped twice");
	if (fork() == 0) {
		look("a child");
		private[0] = 'P';
		look("its private store");
		shared[1] = 'S';
		look("its shared store");
		return 0;
	}
	waitpid(-1, 0, 0);
	look("the parent alone");
	call(UNLINK, (u32)"letters", 0, 0);
	look("the name is gone");
	return private[0] * 256 + shared[1] == 'a' * 256 + 'S';
}
