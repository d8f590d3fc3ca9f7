/* SPDX-License-Identifier: GPL-2.0-only */
/* What may happen lies on a stack of cards, which is shuffled for each game; compared is only when something was copied */
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

enum card { FORK, FORK_LAST, STORE, STORE_LAST, CLOSE, CLOSE_LAST, VALUE, VALUE_LAST, TURNS, TURNS_LAST, MOST, MOST_LAST, MOST_FIRST, CARDS };

static void play(enum card card, u32 salt)
{
	u32 who = card % 2 ? programs - 1 : salt % programs, at = salt * 2654435761U % SIZE;

	switch (card) {
	case FORK:
	case FORK_LAST:
		if (programs < PROGRAMS)
			child_of(who);
		break;
	case STORE:
	case STORE_LAST:
		stores(who, at);
		break;
	case CLOSE:
	case CLOSE_LAST:
		if (salt % 3) {
			forbid(who, START + at);
			closed[who] |= 1U << at / PAGE_SIZE;
		}
		break;
	case VALUE:
	case VALUE_LAST:
		copies(who, at < 4 ? 0 : at - 4, 1U << salt % 3, 0);
		break;
	case TURNS:
	case TURNS_LAST:
		copies(who, at < 300 ? 0 : at - 300, 64 + salt % 236, salt % 8);
		break;
	default:
		copies(card == MOST_FIRST ? 0 : who, at / 3, SIZE - at / 3 - salt % 5000, salt % 7);
	}
}

bool copy_is_right(void)
{
	u32 game, i, salt = 99, deck[CARDS];

	right = true;
	for (game = 0; game < 60 && right; game++) {
		begin(game);
		for (i = 0; i < CARDS; i++) {
			u32 j = (salt = salt * 69069 + 1) / 65536 % (i + 1);

			deck[i] = deck[j];
			deck[j] = i;
		}
		for (i = 0; i < CARDS; i++)
			play(deck[i], (salt = salt * 69069 + 1) >> 9);
	}
	return right;
}
