/* SPDX-License-Identifier: GPL-2.0-only */
/* No model of what happened: what everybody had before a step is compared with what they have after it. */
#include <asm/page.h>
#include <linux/types.h>

enum { PROGRAMS = 3, PAGES = 3, START = 0x40000000, SIZE = PAGES * PAGE_SIZE };

void start_over(void);
u32 fork_of(u32 who);
void store(u32 who, u32 at, u8 byte);
void look(u32 who, u32 at, void *into, u32 n);
void forbid(u32 who, u32 at);
u32 copy(u32 who, u32 at, const void *from, u32 n);

static u8 before[PROGRAMS][SIZE], after[SIZE], bytes[SIZE + 8];
static bool closed[PROGRAMS][PAGES];
static u32 programs, state;

static u32 any(u32 limit)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return state % limit;
}

/* Of who's n bytes from at on, sure have become those at from, and those up to may can have. */
static bool only_these(u32 who, u32 at, const u8 *from, u32 sure, u32 may)
{
	u32 p, i;

	for (p = 0; p < programs; p++) {
		look(p, START, after, SIZE);
		for (i = 0; i < SIZE; i++) {
			bool mine = p == who && i - at < may;

			if (mine && after[i] == from[i - at])
				before[p][i] = after[i];
			if (after[i] != before[p][i] || (mine && i - at < sure && after[i] != from[i - at]))
				return false;
		}
	}
	return true;
}

static bool copies(u32 who, u32 at, u32 n)
{
	u8 *from = bytes + any(8);
	u32 i, may = n, left;

	for (i = 0; i < n; i++) {
		from[i] = (u8)(state >> i % 23);
		if (may == n && closed[who][(at + i) / PAGE_SIZE])
			may = i;
	}
	left = copy(who, START + at, from, n);
	if (left > n || left < n - may || left - (n - may) > (may < n ? 63 : 0))
		return false;
	return only_these(who, at, from, n - left, may);
}

static bool life(void)
{
	u32 i, who, at, n;
	u8 byte;

	programs = 1;
	start_over();
	for (i = 0; i < SIZE; i++)
		before[0][i] = 0;
	for (i = 0; i < PAGES; i++)
		closed[0][i] = false;
	for (i = 0; i < 14; i++) {
		who = any(programs);
		at = any(SIZE);
		n = any(5);
		n = n == 0 ? 1 : n == 1 ? 4 : n == 2 ? any(300) : any(SIZE);
		n = n > SIZE - at ? SIZE - at : n;
		switch (any(9)) {
		case 0:
			forbid(who, START + at);
			closed[who][at / PAGE_SIZE] = true;
			break;
		case 1:
		case 2:
			if (programs == PROGRAMS)
				break;
			look(fork_of(who), START, before[programs], SIZE);
			for (n = 0; n < SIZE; n++)
				if (before[programs][n] != before[who][n])
					return false;
			for (n = 0; n < PAGES; n++)
				closed[programs][n] = closed[who][n];
			programs++;
			break;
		case 3:
		case 4:
			byte = (u8)~before[who][at];
			if (closed[who][at / PAGE_SIZE])
				break;
			store(who, START + at, byte);
			if (!only_these(who, at, &byte, 1, 1))
				return false;
			break;
		default:
			if (!copies(who, at, n))
				return false;
		}
	}
	return true;
}

bool copy_is_right(void)
{
	u32 i;

	state = 20261130;
	for (i = 0; i < 36; i++)
		if (!life())
			return false;
	return true;
}
