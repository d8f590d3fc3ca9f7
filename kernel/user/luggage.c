/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#include "swap.h"

static volatile char *page;
static s32 before;

static void answer(u32 question, u32 is)
{
	call(512, question, is, 0);
}

/* Chapter 21: luggage: what is asked of a page */
static s32 digits(void)
{
	return call(571, (u32)page, 0, 0);
}

/* Ten times how often it was written, plus how often read. */
static s32 traffic(void)
{
	s32 both = call(564, 0, 0, 0) - before;

	return both / 100 * 10 + both % 100;
}

static void next_page(u32 kind)
{
	call(MUNMAP, (u32)page, PAGE, 0);
	page = (char *)mmap(0, PAGE, RW, kind | ANON);
	before = call(564, 0, 0, 0);
}

static void stored_to(void)
{
	next_page(PRIVATE);
	page[0] = 'p';
}

/* Chapter 21: luggage: a family */
static s32 asleep(void)
{
	u32 hour[2] = { 3600, 0 };
	s32 pid = fork();

	if (pid == 0)
		call(NANOSLEEP, (u32)hour, 0, 0);
	return pid;
}

static void end_child(s32 pid)
{
	call(KILL, pid, SIGKILL, 0);
	waitpid(pid, 0, 0);
}

static void one_of_three(u32 gate)
{
	char byte;

	call(READ_, gate, (u32)&byte, 1);
	byte = page[0];
	answer(2, digits() % 10);
	answer(3, digits() / 100);
	call(EXIT, byte, 0, 0);
}

/* Chapter 21: luggage: its parent */
static void a_family(void)
{
	s32 pid[2], reader;
	u32 ends[2];
	char byte;

	stored_to();
	call(PIPE, (u32)ends, 0, 0);
	pid[0] = asleep();
	pid[1] = asleep();
	reader = fork();
	if (reader == 0)
		one_of_three(ends[0]);
	away(page);
	answer(1, digits() % 10);
	call(WRITE, ends[1], (u32)"!", 1);
	waitpid(reader, 0, 0);
	end_child(pid[0]);
	end_child(pid[1]);
	answer(4, digits() % 10);
	byte = page[0];
	answer(5, traffic() % 10 + (byte != 'p'));
}

/* Chapter 21: luggage: the disk */
static void the_disk(void)
{
	stored_to();
	away(page);
	page[0] = 'q';
	away(page);
	answer(6, traffic());
	stored_to();
	away(page);
	call(MUNMAP, (u32)page, PAGE, 0);
	answer(7, traffic());
	stored_to();
	hold((u32)page, 1);
	away(page);
	let_go();
	away(page);
	answer(8, traffic());
}

/* Chapter 21: luggage: who stays */
static void who_stays(void)
{
	char byte;
	s32 child;

	next_page(PRIVATE);
	byte = page[0];
	answer(9, away(page) + byte);
	next_page(SHARED);
	page[0] = 'p';
	answer(10, away(page));
	/* Chapter 21: who_stays: when slots are rare */
	volatile char *many = (char *)mmap(0, 192 * PAGE, RW,
					   PRIVATE | ANON);
	u32 i;

	for (i = 0; i < 192; i++) {
		many[i * PAGE] = 'm';
		away(many + i * PAGE);
	}
	stored_to();
	away(page);
	byte = page[0];
	answer(11, digits() / 100 * 10 + digits() % 10);
	call(MUNMAP, (u32)many, 192 * PAGE, 0);
	stored_to();
	hold((u32)page, 1);
	away(page);
	child = asleep();
	page[0] = 'q';
	answer(12, call(542, 0, 0, 0) * 10 + call(542, 1, 0, 0));
	let_go();
	end_child(child);
}

/* Chapter 21: luggage: main */
int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	page = (char *)mmap(0, PAGE, RW, PRIVATE | ANON);
	a_family();
	the_disk();
	who_stays();
	return 0;
}
