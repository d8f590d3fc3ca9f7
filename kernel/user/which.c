/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 12 (fork-and-cow) */
#include "process.h"

static u32 variable[PAGE / 4] __attribute__((aligned(4096))) = { 7 };

static u32 map(u32 store)
{
	u32 at = mmap(0, PAGE, RW, PRIVATE | ANON);

	if (store)
		*(volatile u32 *)at = 7;
	else
		(void)*(volatile u32 *)at;
	return at;
}

static u32 protected(u32 rights)
{
	u32 at = map(1);

	call(MPROTECT, at, PAGE, rights);
	return at;
}

/* Chapter 12: which: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static const char *const what[] = { "stored to", "loaded from",
		"made read-only", "made inaccessible", "a variable",
		"code" };
	u32 at[6] = { map(1), map(0), protected(READ), protected(NONE),
		      (u32)variable, (u32)main }, i;
	s32 was[6];

	(void)*(volatile u32 *)variable;
	for (i = 0; i < 6; i++)
		was[i] = call(516, at[i], 0, 0);
	if (fork() == 0)
		return 0;
	for (i = 0; i < 6; i++) {
		say(what[i]);
		say(was[i] == call(516, at[i], 0, 0) ? ": as before\n" :
						       ": changed\n");
	}
	waitpid(-1, 0, 0);
	return 0;
}
