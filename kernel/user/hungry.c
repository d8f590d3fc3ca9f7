/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include "process.h"

/* Chapter 19: hungry: take everything */
static void take_everything(void)
{
	u32 moment[2] = { 0, 5000000 }, at;

	while (call(547, 0, 0, 0)) {
		at = mmap(0, PAGE, RW, PRIVATE | ANON);
		*(volatile u8 *)at = 1;
	}
	call(548, 1, 0, 0);
	call(NANOSLEEP, (u32)moment, 0, 0);
	call(EXIT, 0, 0, 0);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 at = mmap(0, 2 * PAGE, RW, PRIVATE | ANON);
	u32 hour[2] = { 3600, 0 };
	s32 answer;

	*(volatile u8 *)at = 1;
	call(548, 0, 0, 0);
	if (fork() == 0)
		take_everything();
	while (!call(545, 0, 0, 0))
		call(YIELD, 0, 0, 0);
	answer = call(UNAME, at + PAGE, 0, 0);
	waitpid(-1, 0, 0);
	call(512, call(GETPID, 0, 0, 0) == 1, answer + 100, 0);
	while (call(GETPID, 0, 0, 0) == 1)
		call(NANOSLEEP, (u32)hour, 0, 0);
	return 0;
}
