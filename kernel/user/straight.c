/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include "process.h"

static void both(const char *how, u32 straight)
{
	volatile u8 *page = (u8 *)mmap(0, PAGE, RW, PRIVATE | ANON);

	page[0] = 7;
	if (fork() == 0) {
		call(533, (u32)page, 100, straight);
		call(EXIT, page[0], 0, 0);
	}
	waitpid(-1, 0, 0);
	ask(how, page[0]);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	both("the child's was cleared straight, the parent has", 1);
	both("the child's was cleared by the door, the parent has", 0);
	return 0;
}
