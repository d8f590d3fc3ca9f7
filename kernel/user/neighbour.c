/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#include "mapped.h"

enum { READV_OF = 347, WRITEV_TO = 348 };

static u32 one[2], other[2];

static s32 between(u32 nr, s32 pid, const char *own, u32 at, u32 n)
{
	one[0] = (u32)own;
	other[0] = at;
	one[1] = other[1] = n;
	return call6(nr, pid, (u32)one, 1, (u32)other, 1, 0);
}

/* Chapter 18: neighbour: what is asked */
static void ask_child(s32 pid, u32 page)
{
	static char letters[101];
	s32 n = between(WRITEV_TO, pid, "hello", page, 5);

	ask("five letters to the child", n);
	ask("read again", between(READV_OF, pid, letters, page, 5));
	say(letters);
	say(*(char *)page ? ": both\n" : ": the child's alone\n");
	ask("to its read-only page",
	    between(WRITEV_TO, pid, "x", page + PAGE, 1));
	ask("from there", between(READV_OF, pid, letters, page + PAGE,
				  1));
	ask("16 bytes, and a hole",
	    between(READV_OF, pid, letters, page + 2 * PAGE - 16, 100));
	ask("nobody's", between(READV_OF, 9999, letters, page, 1));
}
/* Chapter 18: neighbour: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 page = mmap(0, 3 * PAGE, RW, PRIVATE | ANON), byte;
	u32 hour[2] = { 3600, 0 }, ends[2];
	s32 pid;

	*(char *)page = 0;
	call(42, (u32)ends, 0, 0);
	call(MUNMAP, page + 2 * PAGE, PAGE, 0);
	pid = fork();
	if (pid == 0) {
		call(MPROTECT, page + PAGE, PAGE, READ);
		call(WRITE, ends[1], (u32)"!", 1);
		call(NANOSLEEP, (u32)hour, 0, 0);
	}
	call(READ_, ends[0], (u32)&byte, 1);
	ask_child(pid, page);
	call(KILL, pid, SIGKILL, 0);
	waitpid(pid, 0, 0);
	return 0;
}
