/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 19 (copy-to-user) */
#include "mapped.h"

enum { COPIES, PIECES, COPY, FETCH, CLEAR, PUT };

static s32 pass(u32 how, u32 at, u32 n)
{
	return call(493, how, at, n);
}

static void answer(u32 question, u32 is)
{
	call(512, question, is, 0);
}

/* Chapter 19: turnstile: where memory ends */
/* Two pages, and then nothing. */
static u32 two_pages(void)
{
	u32 at = mmap(0, 3 * PAGE, RW, PRIVATE | ANON);

	call(MUNMAP, at + 2 * PAGE, PAGE, 0);
	return at;
}

/* So many bytes before the end. */
static u32 room(u32 n)
{
	u32 end = two_pages() + 2 * PAGE, at;

	for (at = end - 2 * PAGE; at < end; at++)
		*(char *)at = 'u';
	return end - n;
}

static u32 arrived(u32 at, u32 n)
{
	u32 i, found = 0;

	for (i = 0; i < n; i++)
		found += *(volatile char *)(at + i) == 'k';
	return found;
}

/* Chapter 19: turnstile: by the address */
static void by_the_address(void)
{
	u32 at = room(150);

	answer(1, pass(COPY, at, 200));
	answer(2, arrived(at, 150));
	answer(3, pass(COPY, room(140), 150));
	answer(4, 200 - pass(FETCH, room(130), 200));
}

/* Chapter 19: turnstile: by the frames */
static void by_the_frames(void)
{
	u32 at, before;

	answer(5, pass(COPY, room(150), 200));
	at = room(6);
	pass(PUT, at, 0);
	answer(6, arrived(at, 6));
	at = two_pages();
	arrived(at, 2 * PAGE);
	before = call(527, 0, 0, 0);
	pass(CLEAR, at, 2 * PAGE);
	answer(7, before - call(527, 0, 0, 0));
	at = two_pages();
	before = pass(PIECES, 0, 0);
	pass(CLEAR, at + 100, 5000);
	answer(8, pass(PIECES, 0, 0) - before);
}

/* Chapter 19: turnstile: a file */
static void a_file(void)
{
	s32 fd = file_of("turned", (char *)room(2 * PAGE), 2 * PAGE);
	u32 at = room(2 * PAGE), copies, pieces, bits;

	call(LSEEK, fd, 0, 0);
	copies = pass(COPIES, 0, 0);
	pieces = pass(PIECES, 0, 0);
	call(READ_, fd, at, 100);
	answer(9, pass(COPIES, 0, 0) - copies);
	answer(10, pass(PIECES, 0, 0) - pieces);
	call(LSEEK, fd, 100, 0);
	answer(11, call(READ_, fd, room(PAGE), 2 * PAGE));
	at = map_file(fd, PAGE, RW, SHARED);
	arrived(at, 1);
	pass(COPY, at, 1);
	bits = call(556, at, 0, 0);
	answer(12, (bits & 1) * 10 + (bits >> 1 & 1));
	call(UNLINK, (u32)"turned", 0, 0);
}

/* Chapter 19: turnstile: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	if (argv[1][0] == 'a') {
		by_the_address();
	} else {
		by_the_frames();
		a_file();
	}
	return 0;
}
