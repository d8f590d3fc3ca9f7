/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include "file.h"

enum { FTRUNCATE = 93, MIB = 1 << 20 };

static char bytes[3 * PAGE];
static u32 hole;
static s32 sum;

static void tell(u32 row, s32 answer)
{
	sum += row * answer;
	call(512, row, answer, 0);
}

/* Chapter 15: keeper: words for what it does */
static s32 cached(u32 fd)
{
	return call(529, fd, 0, 0);
}

static void begin(void)
{
	call(CLOSE, 3, 0, 0);
	open("kept", CREATE | TRUNC | RDWR);
}

static s32 write_at(u32 at, u32 n)
{
	return call6(PWRITE64, 3, (u32)bytes, n, at, 0, 0);
}

static s32 read_at(u32 at, u32 n)
{
	return call6(PREAD64, 3, (u32)bytes, n, at, 0, 0);
}

/* Chapter 15: keeper: holes */
static void holes(void)
{
	begin();
	write_at(100 * MIB, 1);
	tell(1, cached(3));
	read_at(50 * MIB, 1);
	tell(2, cached(3));
	begin();
	write_at(0, 8);
	read_at(PAGE, 8);
	tell(3, cached(3));
	begin();
	call(FTRUNCATE, 3, 100 * MIB, 0);
	tell(4, cached(3));
}

/* Chapter 15: keeper: shorter, and dropped */
static void dropped(void)
{
	s32 fd;

	begin();
	write_at(0, 3 * PAGE);
	call(FTRUNCATE, 3, PAGE + 1, 0);
	tell(5, cached(3));
	open("larger", 0);
	fd = open("larger", 0);
	call(READ_, 4, (u32)bytes, 8);
	call(READ_, fd, (u32)bytes, 8);
	tell(6, cached(fd));
	call(530, 0, 0, 0);
	tell(7, cached(fd));
	tell(8, cached(3));
	call(CLOSE, 4, 0, 0);
	call(CLOSE, fd, 0, 0);
}

/* Chapter 15: keeper: bytes */
static void some_bytes(void)
{
	u32 i;

	begin();
	write_at(0, 8);
	call(FTRUNCATE, 3, 3, 0);
	call(FTRUNCATE, 3, 8, 0);
	read_at(5, 1);
	tell(9, bytes[0]);
	for (i = 0; i < 100; i++)
		bytes[i] = 'z';
	begin();
	write_at(0, 8);
	read_at(0, 100);
	tell(10, bytes[50]);
	/* Chapter 15: keeper: a hole behind sixteen bytes */
	begin();
	call6(PWRITE64, 3, hole, 100, 0, 0, 0);
	tell(11, read_at(0, 200));
	begin();
	write_at(0, 8);
	open("kept", WRONLY | APPEND);
	call(WRITE, 4, hole - 16, 100);
	call(WRITE, 4, (u32)bytes, 1);
	tell(12, call(LSEEK, 3, 0, 2));
	call(CLOSE, 4, 0, 0);
}

/* Chapter 15: keeper: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	u32 i;

	for (i = 0; i < 3 * PAGE; i++)
		bytes[i] = 'a';
	hole = mmap(0, 2 * PAGE, RW, PRIVATE | ANON) + PAGE;
	call(MUNMAP, hole, PAGE, 0);
	holes();
	dropped();
	some_bytes();
	call(UNLINK, (u32)"kept", 0, 0);
	say("twelve questions: what is answered is an exercise\n");
	return sum % 251;
}
