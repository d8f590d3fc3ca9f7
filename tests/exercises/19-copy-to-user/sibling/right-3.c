/* SPDX-License-Identifier: GPL-2.0-only */
/* Sizes shrink from nearly everything to one byte, callers take turns, and each round closes one page more. */
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

static void round_of(u32 n, u32 at, u32 skew, u32 touched, u32 caller)
{
	u32 i;

	begin(touched);
	child_of(0);
	child_of(caller % 2);
	for (i = 0; i < 3; i++)
		copies((caller + i) % PROGRAMS, at, n, skew);
	begin(touched);
	copies(0, at, n, skew);
	child_of(0);
	copies(caller % 2, at, n, skew);
	child_of(caller % 2);
	stores(caller % 2, at);
	copies(caller % 2, at, n, skew);
	stores(PROGRAMS - 1, at);
	for (i = 0; i < 3; i++) {
		u32 page = PAGES - 1 - i;

		forbid((caller + i) % PROGRAMS, START + page * PAGE_SIZE);
		closed[(caller + i) % PROGRAMS] |= 1U << page;
		copies((caller + i) % PROGRAMS, at / 3, n > 64 ? SIZE - at / 3 : n, skew);
	}
}

bool copy_is_right(void)
{
	u32 n, k = 0, touched;

	right = true;
	for (n = SIZE - 1500; n; n = n > 16 ? n / 7 : n > 4 ? 4 : n / 2)
		for (touched = 0; touched < 8; touched += 3)
			for (k = 0; k < 3 && right; k++)
				round_of(n, (SIZE - n) * ((k + touched / 3) % 3) / 2, k * 3, touched, k);
	return right;
}
