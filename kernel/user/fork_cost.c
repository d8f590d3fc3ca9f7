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

/* Chapter 11: fork_cost: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const u32 mib[] = { 0, 1, 4, 16 };
	u32 at = mmap(0, 16 << 20, RW, PRIVATE | ANON), i, n = 0, took;

	for (i = 0; i < 4; i++) {
		for (; n < mib[i] << 20; n += PAGE)
			*(volatile u32 *)(at + n) = n;
		took = least(3);
		say_number(mib[i]);
		say(" MiB: ~");
		say_number(took);
		say(" instructions\n");
		call(512, i, took, 0);
	}
	return 0;
}
