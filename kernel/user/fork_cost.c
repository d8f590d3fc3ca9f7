/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include "process.h"

static u32 fork_exit_wait(void)
{
	u32 start = rdtsc();
	s32 pid = fork();

	if (pid == 0)
		call(EXIT, 0, 0, 0);
	waitpid(pid, 0, 0);
	return rdtsc() - start;
}

static u32 least(u32 tries)
{
	u32 took, min = -1;

	while (tries--) {
		took = fork_exit_wait();
		if (took < min)
			min = took;
	}
	return min;
}

/* Chapter 11: fork_cost: frames */
static u32 frames_of_child(void)
{
	u32 nap[2] = { 0, 10000000 }, before = call(510, 0, 0, 0);
	s32 pid = fork();

	if (pid == 0) {
		call(NANOSLEEP, (u32)nap, 0, 0);
		call(EXIT, 0, 0, 0);
	}
	before -= call(510, 0, 0, 0);
	waitpid(pid, 0, 0);
	return before;
}

static void tell(u32 row, u32 mib, u32 took, u32 frames)
{
	say_number(mib);
	say(" MiB: ~");
	say_number(took);
	say(" instructions, ");
	say_number(frames);
	say(" frames\n");
	call(512, row, took, 0);
	call(512, 8 + row, frames, 0);
}
/* Chapter 11: fork_cost: main */

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const u32 mib[] = { 0, 1, 4, 16, 64 };
	u32 rows = argc > 1 ? 5 : 4, i, n = 0, took;
	u32 at = mmap(0, mib[rows - 1] << 20, RW, PRIVATE | ANON);

	for (i = 0; i < rows; i++) {
		for (; n < mib[i] << 20; n += PAGE)
			*(volatile u32 *)(at + n) = n;
		took = least(3);
		tell(i, mib[i], took, frames_of_child());
	}
	return 0;
}
