/* SPDX-License-Identifier: MIT */
/* The calls that read and write another program's memory, or one's own by the same way. */
#pragma once
#include "maps.h"

enum { READV_OF = 347, WRITEV_TO = 348, MINE = 1800 };	/* nobody else stores at that offset of the window's pages, nor looks there */

static u32 near[2], far[4];

/* near and far say what; far is of two pieces, or one. */
static s32 ask_between(u32 nr, u32 who, u32 pieces, u32 flags)
{
	arg[0] = nr, arg[1] = who, arg[2] = near[0], arg[3] = near[1], arg[4] = far[0];
	return call6(nr, who, (u32)near, 1, (u32)far, pieces, flags);
}

static void pieces(const void *here, u32 n, u32 there, u32 m)
{
	near[0] = (u32)here, near[1] = n, far[0] = there, far[1] = m;
}

/* Nobody's, of nobody, with a flag that is not, or with a piece that is the kernel's, or from a page that never is. */
static s32 odd_between(u32 nr)
{
	static u32 word;
	u32 good = (u32)&word;

	pieces(&word, 4, good, 4);
	switch (below(6)) {
	case 0:
		return must(ask_between(nr, pid, 1, 1 + below(9)), -EINVAL);
	case 1:
		return must(ask_between(nr, pid, 1025, 0), -EINVAL);
	case 2:
		return must(ask_between(nr, 999999, 1, 0), -ESRCH);
	case 3:
		near[0] = KERNEL;
		return must(ask_between(nr, pid, 1, 0), -EFAULT);
	case 4:
		far[0] = below(2) ? KERNEL : at(PAGES);
		return must(ask_between(nr, pid, 1, 0), -EFAULT);
	default:		/* the piece here ends, or is none; that is no error */
		near[1] = below(4), far[1] = 40;
		return must(ask_between(nr, pid, 1, 0), near[1]);
	}
}

/* A child, who may have ended, or become another program; or whoever has a number near one's own. */
static u32 somebody(void)
{
	return children && below(8) ? (u32)child[below(children)].pid : pid + below(5) - 2;
}

/* A page's last word and the next one's first: what may be loaded, but not what may be executed alone. */
static s32 read_from_oneself(void)
{
	static u32 words[2];
	u32 i = find(READ), here = allows(i, READ), there = allows(i + 1, READ);
	s32 answer;

	pieces(words, 8, at(i) + PAGE - 4, 8);
	answer = must(ask_between(READV_OF, pid, 1, 0), !here ? -EFAULT : there ? 8 : 4);
	if (here)
		must(words[0], page[i].value);
	if (here && there)
		must(words[1], page[i + 1].value);
	return answer;
}

/* Who has told its number has told it there; who has not, has not. All of a family share that page. */
static s32 read_other(void)
{
	u32 who = somebody(), word = 0;
	s32 answer;

	pieces(&word, 4, (u32)told_by(who), 4);
	answer = among(ask_between(READV_OF, who, 1, 0), 4, -ESRCH, -EFAULT);
	if (word)
		must(word % TELLERS, who % TELLERS);
	return answer;
}

static s32 read_between(void)
{
	return !below(12) ? odd_between(READV_OF) : below(3) ? read_from_oneself() : read_other();
}

/* The two words of a page that count. */
static s32 write_to_oneself(void)
{
	u32 i = find(WRITABLE), value = 0x61616161 + (state & 0x0f0f0f0f), values[2] = { value, value };

	pieces(values, 8, at(i), 4);
	far[2] = at(i) + PAGE - 4, far[3] = 4;
	if (allows(i, WRITABLE))
		page[i].value = value;
	return must(ask_between(WRITEV_TO, pid, 2, 0), allows(i, WRITABLE) ? 8 : -EFAULT);
}

/* He may have the page or not. */
static s32 write_to_other(void)
{
	u32 words[2] = { pid, pid };

	pieces(words, 8, at(find(WRITABLE)) + MINE, 8);
	return among(ask_between(WRITEV_TO, somebody(), 1, 0), 8, -ESRCH, -EFAULT);
}

static s32 write_between(void)
{
	return !below(12) ? odd_between(WRITEV_TO) : below(3) ? write_to_oneself() : write_to_other();
}
