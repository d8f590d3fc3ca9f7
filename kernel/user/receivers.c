/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include "mapped.h"

enum { PIPE = 42, SEVENS = 0x07070707 };

/* Chapter 19: receivers: eight calls */
static void name_of(u32 page)
{
	call(UNAME, page, 0, 0);
}

static void two_ends(u32 page)
{
	call(PIPE, page, 0, 0);
}

static void of_a_file(u32 page)
{
	s32 fd = file_of("received", "bytes", 5);

	call(LSEEK, fd, 0, 0);
	call(READ_, fd, page, 5);
}

static void of_a_pipe(u32 page)
{
	u32 ends[2];

	call(PIPE, (u32)ends, 0, 0);
	call(WRITE, ends[1], (u32)"bytes", 5);
	call(READ_, ends[0], page, 5);
}
/* Chapter 19: receivers: eight calls */

static void status_of(u32 page)
{
	if (fork() == 0)
		call(EXIT, 1, 0, 0);
	waitpid(-1, (u32 *)page, 0);
}

static void action_of(u32 page)
{
	call6(RT_SIGACTION, SIGUSR1, 0, page, 8, 0, 0);
}

static void kind_of(u32 page)
{
	call(STAT64, (u32)".", page, 0);
}

static void names_in(u32 page)
{
	s32 fd = open(".", DIRECTORY);

	call(GETDENTS64, fd, page, PAGE);
}

static void try(const char *name, void (*receive)(u32 page))
{
	u32 at = mmap(0, PAGE, RW, PRIVATE | ANON), status = 0, i, same;

	for (i = 0; i < PAGE; i += 4)
		*(u32 *)(at + i) = SEVENS;
	if (fork() == 0) {
		receive(at);
		call(EXIT, *(volatile u32 *)at != SEVENS, 0, 0);
	}
	waitpid(-1, &status, 0);
	for (i = same = 0; i < PAGE; i += 4)
		same += *(volatile u32 *)(at + i) == SEVENS;
	say(name);
	say(status ? ": the child has it; " : ": the child lacks it; ");
	say(same == PAGE / 4 ? "the parent does not\n" :
			       "the parent, too\n");
	call(MUNMAP, at, PAGE, 0);
}

/* Chapter 19: receivers: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	try("uname", name_of);
	try("pipe", two_ends);
	try("read of a file", of_a_file);
	try("read of a pipe", of_a_pipe);
	try("wait4", status_of);
	try("rt_sigaction", action_of);
	try("stat64", kind_of);
	try("getdents64", names_in);
	call(UNLINK, (u32)"received", 0, 0);
	return 0;
}
