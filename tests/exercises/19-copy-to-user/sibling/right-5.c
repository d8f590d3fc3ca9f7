/* SPDX-License-Identifier: GPL-2.0-only */
/* Whatever it has found, it makes all the calls that it has, and for each copy as many. */
#include <asm/page.h>
#include <linux/types.h>

enum { PROGRAMS = 3, PAGES = 3, START = 0x40000000, WORDS = PAGES * PAGE_SIZE / 4, CALLS = 4000 };

void start_over(void);
u32 fork_of(u32 who);
void store(u32 who, u32 at, u8 byte);
void look(u32 who, u32 at, void *into, u32 n);
void forbid(u32 who, u32 at);
u32 copy(u32 who, u32 at, const void *from, u32 n);

/* What a program must find, and where it may not store. */
static struct program {
	union {
		u8 byte[4 * WORDS];
		u32 word[WORDS];
	} has;
	u32 closed;
} program[PROGRAMS];

static union {
	u8 byte[4 * WORDS + 8];
	u32 word[WORDS + 2];
} seen, bytes;

static u32 programs, calls, mistakes, number = 99;

static u32 draw(u32 limit)
{
	number = number * 1664525 + 1013904223;
	return (u32)((u64)number * limit >> 32);
}

static void compare(void)
{
	u32 who, i;

	for (who = 0; who < programs; who++) {
		calls++;
		look(who, START, &seen, 4 * WORDS);
		for (i = 0; i < WORDS; i++)
			mistakes += seen.word[i] != program[who].has.word[i];
	}
}

static void copies(u32 who, u32 at, u32 n)
{
	u8 *to = program[who].has.byte + at, *from = bytes.byte + at % 8;
	u32 fits = 0, left, i;

	from += number >> 20 & 1 && at % 8 < 7; /* badly, one time of two */
	while (fits < n && !(program[who].closed >> (at + fits) / PAGE_SIZE & 1))
		fits++;
	for (i = 0; i < n; i++)
		from[i] = (u8)(number + 7 * i + (i >> 8));
	left = copy(who, START + at, from, n);
	mistakes += left < n - fits || left > n - fits + (fits < n ? 63 : 0);
	look(who, START + at, &seen, n);
	calls += 2;
	for (i = 0; i < fits; i++)
		if (left <= n && (i < n - left || seen.byte[i] == from[i]))
			to[i] = from[i];
}

static void begin(void)
{
	u32 i;

	calls++;
	start_over();
	programs = 1;
	for (i = 0; i < WORDS; i++)
		program[0].has.word[i] = 0;
	program[0].closed = 0;
}

static void stores(u32 who, u32 at)
{
	if (program[who].closed >> at / PAGE_SIZE & 1)
		return;
	calls++;
	store(who, START + at, ++program[who].has.byte[at]);
}

static void anything(void)
{
	u32 who = draw(programs), page = draw(PAGES), at = page * PAGE_SIZE + draw(PAGE_SIZE), what = draw(10), n;

	if (what == 0) {
		forbid(who, START + at);
		program[who].closed |= 1U << page;
		calls++;
	} else if (what < 3 && programs < PROGRAMS) {
		program[fork_of(who)] = program[who];
		calls++;
		programs++;
	} else if (what < 5) {
		stores(who, at);
	} else {
		n = what == 5 ? 1U << draw(3) : what == 6 ? 64 + draw(300) : draw(4 * WORDS);
		copies(who, at, n < 4 * WORDS - at ? n : 4 * WORDS - at);
	}
	compare();
}

bool copy_is_right(void)
{
	u32 i, page;

	while (calls < CALLS - 100 && !mistakes) {
		begin();
		for (page = 0; page < PAGES; page++)
			if (draw(2))
				stores(0, page * PAGE_SIZE);
		for (i = 0; i < 12; i++)
			anything();
	}
	while (calls++ < CALLS)
		look(0, START, &seen, 4);
	return !mistakes;
}
