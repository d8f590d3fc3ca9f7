/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include "mapped.h"

static const char *const name = "letters";
static volatile char *shared, *private;
static u32 sum;
static s32 fd;

static void tell(u32 row, s32 answer)
{
	sum += row * answer;
	call(512, row, answer, 0);
}

/* Chapter 16: onlookers: eight letters, mapped twice */
static void begin(void)
{
	call(CLOSE, fd, 0, 0);
	call(MUNMAP, (u32)shared, PAGE, 0);
	call(MUNMAP, (u32)private, PAGE, 0);
	call(UNLINK, (u32)name, 0, 0);
	fd = file_of(name, "abcdefgh", 8);
	shared = (char *)map_file(fd, PAGE, RW, SHARED);
	private = (char *)map_file(fd, PAGE, RW, PRIVATE);
}

static void in_child(void (*act)(void))
{
	s32 pid = fork();

	if (pid == 0) {
		act();
		call(EXIT, 0, 0, 0);
	}
	waitpid(pid, 0, 0);
}

/* Chapter 16: onlookers: who sees it */
static void store_both(void)
{
	private[0] = 'P';
	shared[1] = 'S';
}

static void letters(void)
{
	begin();
	call(UNLINK, (u32)name, 0, 0);
	call(CLOSE, fd, 0, 0);
	shared[1] = 'S';
	tell(1, private[1]);
	begin();
	store_both();
	tell(2, private[1]);
	begin();
	(void)private[0];
	shared[1] = 'S';
	tell(3, private[1]);
	begin();
	in_child(store_both);
	tell(4, private[1]);
	/* Chapter 16: onlookers: and when the mapping is made anew? */
	begin();
	private[0] = 'P';
	call(MUNMAP, (u32)private, PAGE, 0);
	private = (char *)map_file(fd, PAGE, RW, PRIVATE);
	tell(5, private[0]);
}

/* Chapter 16: onlookers: rights */
static void rights(void)
{
	s32 reads, at;

	begin();
	reads = open(name, 0);
	tell(6, map_file(reads, PAGE, RW, SHARED));
	at = map_file(reads, PAGE, READ, SHARED);
	tell(7, call(MPROTECT, at, PAGE, RW));
	call(MUNMAP, at, PAGE, 0);
	at = map_file(reads, PAGE, READ, PRIVATE);
	tell(8, call(MPROTECT, at, PAGE, RW));
	call(MUNMAP, at, PAGE, 0);
	call(CLOSE, reads, 0, 0);
}

/* Chapter 16: onlookers: a shorter file */
enum { PIPE = 42 };

static void shorter(void)
{
	u32 ends[2];

	begin();
	call(PIPE, (u32)ends, 0, 0);
	private[0] = 'P';
	call(FTRUNCATE, fd, 0, 0);
	tell(9, call(WRITE, ends[1], (u32)private, 1));
	call(CLOSE, ends[0], 0, 0);
	call(CLOSE, ends[1], 0, 0);
	begin();
	shared[3] = 'S';
	call(FTRUNCATE, fd, 2, 0);
	call(FTRUNCATE, fd, 8, 0);
	tell(10, private[3]);
}

/* Chapter 16: onlookers: what the kernel alone knows */
static u32 faults(volatile char *a, volatile char *b)
{
	u32 before = call(526, 0, 0, 0);

	*a = 1;
	*b = 1;
	return call(526, 0, 0, 0) - before;
}

static void count_faults(void)
{
	static volatile char own;

	faults(&own, &own);
	call(512, 11, faults(shared, private), 0);
}

static void count_holders(void)
{
	call(512, 12, call(540, (u32)shared, 0, 0), 0);
}

/* Chapter 16: onlookers: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	letters();
	rights();
	shorter();
	begin();
	(void)shared[0];
	(void)private[0];
	in_child(count_faults);
	begin();
	(void)shared[0];
	private[0] = 'P';
	in_child(count_holders);
	call(UNLINK, (u32)name, 0, 0);
	say("twelve questions: who sees what is an exercise\n");
	return sum % 251;
}
