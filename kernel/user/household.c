/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#include "process.h"

static volatile s32 number;
static u32 stacks[2][1024];
static s32 sum;

static void nap(u32 ms)
{
	u32 time[2] = { 0, ms * 1000000 };

	call(NANOSLEEP, (u32)time, 0, 0);
}

/* Chapter 11: household: what is told */
static void tell(u32 row, s32 answer)
{
	sum += row * answer;
	call(512, row, answer, 0);
}

static u32 status_of(s32 pid)
{
	u32 status = 0;

	waitpid(pid, &status, 0);
	return status;
}

/* Chapter 11: household: a variable */
static int look_later(void)
{
	nap(20);
	return number;
}

static s32 store_and_look(s32 pid)
{
	number = 9;
	return status_of(pid) >> 8;
}

static void __attribute__((noinline)) borrow(void)
{
	s32 pid = call(VFORK, 0, 0, 0);

	if (pid == 0) {
		number = 8;
		pid = fork();
		if (pid)
			waitpid(pid, 0, 0);
		else
			number = 9;
		call(EXIT, 0, 0, 0);
	}
	waitpid(pid, 0, 0);
}
/* Chapter 11: household: three variables */

static void variables(void)
{
	s32 pid;

	number = 7;
	pid = fork();
	if (pid == 0)
		call(EXIT, look_later(), 0, 0);
	tell(1, store_and_look(pid));
	number = 7;
	pid = clone(CLONE_VM | SIGCHLD, stacks[0] + 1024, look_later);
	tell(2, store_and_look(pid));
	number = 7;
	borrow();
	tell(3, number);
}
/* Chapter 11: household: ends */

static s32 ends_with(u32 status, u32 ms)
{
	s32 pid = fork();

	if (pid == 0) {
		nap(ms);
		call(EXIT, status, 0, 0);
	}
	return pid;
}

static void __attribute__((noinline)) borrow_and_ignore(void)
{
	s32 pid = call(VFORK, 0, 0, 0);

	if (pid == 0) {
		ignore(SIGTERM, 1);
		call(EXIT, 0, 0, 0);
	}
	waitpid(pid, 0, 0);
}

/* Chapter 11: household: four ends */
static void ends(void)
{
	s32 pid;

	tell(4, status_of(ends_with(256 + 3, 0)));
	pid = ends_with(3, 0);
	nap(20);
	call(KILL, pid, SIGKILL, 0);
	tell(5, status_of(pid));
	pid = ends_with(3, 500);
	nap(20);
	call(KILL, pid, SIGTERM, 0);
	call(KILL, pid, SIGKILL, 0);
	tell(6, status_of(pid));
	borrow_and_ignore();
	pid = ends_with(3, 500);
	call(KILL, pid, SIGTERM, 0);
	tell(7, status_of(pid));
}
/* Chapter 11: household: waiting */

static void __attribute__((noinline)) has_grandchild(void)
{
	s32 pid = call(VFORK, 0, 0, 0);

	if (pid == 0) {
		number = ends_with(3, 40);
		call(EXIT, 0, 0, 0);
	}
	waitpid(pid, 0, 0);
}

static int son(void)
{
	nap(20);
	number = call(GETPPID, 0, 0, 0);
	return 0;
}

static int father(void)
{
	clone(CLONE_VM | SIGCHLD, stacks[1] + 1024, son);
	return 0;
}

/* Chapter 11: household: four questions */
static void waiting(void)
{
	s32 pid = ends_with(3, 40);

	tell(8, waitpid(pid, (u32 *)0xc0000000, WNOHANG));
	waitpid(pid, 0, 0);
	has_grandchild();
	tell(9, waitpid(number, 0, 0));
	pid = clone(CLONE_VM | SIGCHLD, stacks[0] + 1024, father);
	nap(60);
	/* Chapter 11: waiting: whose is the son now? */
	call(512, 10, number, 0);
	sum += 10 * (number != pid);
	waitpid(pid, 0, 0);
	pid = ends_with(3, 0);
	nap(20);
	ignore(SIGCHLD, 1);
	tell(11, status_of(pid));
	ignore(SIGCHLD, 0);
}
/* Chapter 11: household: main */

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	static char *const words[] = { "household", "again", 0 };
	s32 pid;

	if (argc > 1)
		for (;;)
			nap(900);
	variables();
	ends();
	waiting();
	ignore(SIGTERM, 1);
	pid = fork();
	if (pid == 0)
		call(EXECVE, (u32)words[0], (u32)words, 0);
	nap(40);
	call(KILL, pid, SIGTERM, 0);
	nap(20);
	call(KILL, pid, SIGUSR1, 0);
	tell(12, status_of(pid));
	say("twelve questions: what is answered is an exercise\n");
	return sum % 251;
}
