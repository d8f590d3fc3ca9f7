/* SPDX-License-Identifier: GPL-2.0-only */
/* Nothing is drawn: a script, for each shape of a copy, each set of pages that were touched, and each order of callers. */
#include <asm/page.h>
#include <linux/types.h>

enum { PROGRAMS = 3, PAGES = 3, START = 0x40000000, SIZE = PAGES * PAGE_SIZE };

void start_over(void);
u32 fork_of(u32 who);
void store(u32 who, u32 at, u8 byte);
void look(u32 who, u32 at, void *into, u32 n);
void forbid(u32 who, u32 at);
u32 copy(u32 who, u32 at, const void *from, u32 n);

static u8 model[PROGRAMS][SIZE], seen[SIZE], bytes[SIZE + 8];
static u32 closed[PROGRAMS]; /* a bit for each page */
static u32 programs, fresh;
static bool right;

static void compare(void)
{
	u32 who, i;

	for (who = 0; who < programs && right; who++) {
		look(who, START, seen, SIZE);
		for (i = 0; i < SIZE; i += 4)
			right &= *(u32 *)(seen + i) == *(u32 *)(model[who] + i);
	}
}

static void copies(u32 who, u32 at, u32 n, u32 skew)
{
	u32 may = n, i, left, page;

	if (!right)
		return;
	fresh++;
	for (i = 0; i < n; i++)
		bytes[skew + i] = (u8)(fresh * 37 + i * 3 + i / 256);
	for (page = PAGES; page-- > 0; )
		if (closed[who] >> page & 1 && page * PAGE_SIZE < at + n && (page + 1) * PAGE_SIZE > at)
			may = page * PAGE_SIZE > at ? page * PAGE_SIZE - at : 0;
	left = copy(who, START + at, bytes + skew, n);
	right = may == n ? left == 0 : left >= n - may && left <= n - may + 63;
	if (!right)
		return;
	look(who, START, seen, SIZE);
	for (i = 0; i < may; i++)
		if (i < n - left || seen[at + i] == bytes[skew + i])
			model[who][at + i] = bytes[skew + i];
	compare();
}

static void stores(u32 who, u32 at)
{
	if (right && !(closed[who] >> at / PAGE_SIZE & 1))
		store(who, START + at, ++model[who][at]);
}

static void child_of(u32 who)
{
	u32 i, child = fork_of(who);

	for (i = 0; i < SIZE; i++)
		model[child][i] = model[who][i];
	closed[child] = closed[who];
	programs = child + 1;
}

static void begin(u32 touched)
{
	u32 i;

	start_over();
	programs = 1;
	closed[0] = 0;
	for (i = 0; i < SIZE; i++)
		model[0][i] = 0;
	for (i = 0; i < PAGES; i++)
		if (touched >> i & 1)
			stores(0, i * PAGE_SIZE + 17);
}

/* A value in each page, a few turns in each, and three that have to do with more than one. */
static const struct { u32 at, n, skew; } shape[] = {
	{ 13, 2, 0 }, { PAGE_SIZE + 9, 1, 0 }, { 2 * PAGE_SIZE + 5, 4, 0 }, { 24, 120, 1 }, { PAGE_SIZE + 8, 200, 3 },
	{ 2 * PAGE_SIZE + 16, 300, 5 }, { 100, 2 * PAGE_SIZE + 1000, 4 }, { 0, SIZE, 0 }, { 50, SIZE - 90, 7 },
};

static void script(u32 i, u32 touched, u32 second)
{
	u32 at = shape[i].at, n = shape[i].n, skew = shape[i].skew, who;

	begin(touched);
	if (second)
		copies(0, at, n, skew);
	child_of(0);
	copies(second, at, n, skew);
	child_of(second);
	copies(second, at, n, skew);
	for (who = 0; who < PROGRAMS; who++)
		copies(who, at, n, skew);
	begin(touched);
	child_of(0);
	child_of(0);
	copies(second, at, n, skew);
	for (who = 0; who < SIZE; who += 500)
		stores((second + 1) % PROGRAMS, who);
	compare();
	for (who = 0; who < PROGRAMS; who++) {
		forbid(who, START + i % PAGES * PAGE_SIZE);
		closed[who] |= 1U << i % PAGES;
		copies(who, at, n, skew);
	}
}

bool copy_is_right(void)
{
	u32 i, touched, second;

	right = true;
	for (i = 0; i < sizeof(shape) / sizeof(*shape); i++)
		for (touched = 0; touched < 8; touched += 7)
			for (second = 0; second < 2 && right; second++)
				script(i, touched, second);
	return right;
}
