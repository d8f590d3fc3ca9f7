/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 14 (pipes) */
#include "file.h"

enum { PIPE = 42, SIGPIPE = 13, O_NONBLOCK = 04000 };

static char bytes[8000];
static u32 ends[2] = { -1, -1 };
static s32 sum;

static void tell(u32 row, s32 answer)
{
	sum += row * answer;
	call(512, row, answer, 0);
}

static void nap(u32 ms)
{
	u32 time[2] = { 0, ms * 1000000 };

	call(NANOSLEEP, (u32)time, 0, 0);
}

/* Chapter 14: plumbing: a new pipe */
static void fresh(u32 full)
{
	call(CLOSE, ends[0], 0, 0);
	call(CLOSE, ends[1], 0, 0);
	call(PIPE, (u32)ends, 0, 0);
	call(WRITE, ends[1], (u32)bytes, full);
}

static s32 take(u32 n)
{
	return call(READ_, ends[0], (u32)bytes, n);
}

static s32 put_in(u32 n)
{
	return call(WRITE, ends[1], (u32)bytes, n);
}

static void never_wait(u32 end)
{
	call(FCNTL64, end, 4, O_NONBLOCK);
}

/* Chapter 14: plumbing: reading */
static void reading(void)
{
	u32 second;

	fresh(10);
	tell(1, take(100));
	fresh(0);
	tell(2, take(0));
	second = call(DUP, ends[0], 0, 0);
	never_wait(ends[0]);
	tell(3, call(READ_, second, (u32)bytes, 1));
	call(CLOSE, second, 0, 0);
	fresh(0);
	call(WRITE, ends[1], (u32)"ab", 2);
	if (fork() == 0)
		call(EXIT, take(1), 0, 0);
	waitpid(-1, 0, 0);
	take(1);
	tell(4, bytes[0]);
}

/* Chapter 14: plumbing: who waits */
static void who_waits(void)
{
	u32 i, back = 0;

	fresh(0);
	if (fork() == 0)
		call(EXIT, put_in(1), 0, 0);
	waitpid(-1, 0, 0);
	take(1);
	never_wait(ends[0]);
	tell(5, take(1));
	fresh(0);
	for (i = 0; i < 2; i++)
		if (fork() == 0)
			call(EXIT, take(1), 0, 0);
	nap(20);
	put_in(1);
	nap(20);
	while (waitpid(-1, 0, WNOHANG) > 0)
		back++;
	tell(6, back);
	put_in(2);
	while (waitpid(-1, 0, 0) > 0)
		;
}

/* Chapter 14: plumbing: room */
static s32 fits(u32 full, u32 n)
{
	fresh(full);
	never_wait(ends[1]);
	return put_in(n);
}

static void room(void)
{
	tell(7, fits(0, 5000));
	tell(8, fits(4086, 11));
	tell(9, fits(4086, 4097));
}

/* Chapter 14: plumbing: in the middle */
static void write_to_nobody(u32 to)
{
	s32 answer;

	ignore(SIGPIPE, 1);
	call(CLOSE, ends[0], 0, 0);
	answer = put_in(5000);
	call(WRITE, to, (u32)&answer, 4);
	call(EXIT, 0, 0, 0);
}

static void reader_leaves(void)
{
	u32 back[2];
	s32 answer;

	fresh(0);
	call(PIPE, (u32)back, 0, 0);
	if (fork() == 0)
		write_to_nobody(back[1]);
	nap(20);
	take(100);
	nap(20);
	call(CLOSE, ends[0], 0, 0);
	call(READ_, back[0], (u32)&answer, 4);
	tell(11, answer);
	waitpid(-1, 0, 0);
}

/* Chapter 14: plumbing: three of them */
static void in_the_middle(void)
{
	u32 at = mmap(0, 2 * PAGE, RW, PRIVATE | ANON);

	fresh(0);
	if (fork() == 0)
		call(EXIT, put_in(5000), 0, 0);
	nap(20);
	tell(10, take(8000));
	waitpid(-1, 0, 0);
	reader_leaves();
	call(MUNMAP, at + PAGE, PAGE, 0);
	fresh(4000);
	take(4000);
	tell(12, call(WRITE, ends[1], at + PAGE - 100, 200));
}

/* Chapter 14: plumbing: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	reading();
	who_waits();
	room();
	in_the_middle();
	say("twelve pipes: what is answered is an exercise\n");
	return sum % 251;
}
