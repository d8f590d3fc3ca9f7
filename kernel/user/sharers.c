/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include "file.h"

static const char *const name = "letters";
static char bytes[8];
static s32 sum;

static void tell(u32 row, s32 answer)
{
	sum += row * answer;
	call(512, row, answer, 0);
}

/* Chapter 13: sharers: a file of eight letters */
static void begin(void)
{
	u32 fd;

	for (fd = 3; fd < 8; fd++)
		call(CLOSE, fd, 0, 0);
	open(name, CREATE | TRUNC | RDWR);
	call(WRITE, 3, (u32)"abcdefgh", 8);
	call(LSEEK, 3, 0, 0);
}

static s32 in_child(s32 (*act)(void))
{
	u32 status = 0;
	s32 pid;

	begin();
	pid = fork();
	if (pid == 0)
		call(EXIT, act(), 0, 0);
	waitpid(pid, &status, 0);
	return status >> 8;
}

/* Chapter 13: sharers: positions */
static s32 read_three(void)
{
	return call(READ_, 3, (u32)bytes, 3);
}

static s32 open_and_read(void)
{
	return call(READ_, open(name, 0), (u32)bytes, 3);
}

static s32 position(u32 fd)
{
	return call(LSEEK, fd, 0, 1);
}

static void positions(void)
{
	in_child(read_three);
	tell(1, position(3));
	in_child(open_and_read);
	tell(2, position(3));
	begin();
	call(DUP, 3, 0, 0);
	read_three();
	call(CLOSE, 3, 0, 0);
	tell(3, position(4));
}
/* Chapter 13: sharers: flags and marks */

static s32 append(void)
{
	return call(FCNTL64, 3, 4, APPEND);
}

static s32 mark(void)
{
	return call(FCNTL64, 3, 2, 1);
}

static s32 become(void)
{
	static char *const again[] = { "sharers", "again", 0 };

	mark();
	call(DUP, 3, 0, 0);
	return call(EXECVE, (u32)again[0], (u32)again, 0);
}

static void flags(void)
{
	in_child(append);
	tell(4, call(FCNTL64, 3, 3, 0) & APPEND);
	in_child(mark);
	tell(5, call(FCNTL64, 3, 1, 0));
	tell(6, in_child(become));
}
/* Chapter 13: sharers: bytes */

static u32 size(void)
{
	return call(LSEEK, 3, 0, 2);
}

static void some_bytes(void)
{
	begin();
	call(WRITE, open(name, WRONLY | APPEND), (u32)"xy", 2);
	tell(7, position(4));
	begin();
	call(UNLINK, (u32)name, 0, 0);
	call(WRITE, open(name, CREATE | WRONLY), (u32)"xy", 2);
	tell(8, size());
	begin();
	call(LSEEK, 3, 5000, 0);
	call(WRITE, 3, (u32)"x", 1);
	bytes[0] = 'z';
	call6(PREAD64, 3, (u32)bytes, 1, 4500, 0, 0);
	tell(9, bytes[0]);
}
/* Chapter 13: sharers: more bytes, and a number */

static s32 close_three(void)
{
	return call(CLOSE, 3, 0, 0);
}

static void more_bytes(void)
{
	begin();
	call(LSEEK, 3, 5, 0);
	call(WRITE, open(name, TRUNC | WRONLY), (u32)"xy", 2);
	tell(10, read_three());
	begin();
	read_three();
	call6(PWRITE64, 3, (u32)"x", 1, 20, 0, 0);
	call(WRITE, 3, (u32)"y", 1);
	tell(11, size());
	in_child(close_three);
	tell(12, open(name, 0));
}
/* Chapter 13: sharers: main */

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	if (argc > 1)
		return open(name, 0);
	positions();
	flags();
	some_bytes();
	more_bytes();
	call(UNLINK, (u32)name, 0, 0);
	say("twelve questions: what is answered is an exercise\n");
	return sum % 251;
}
