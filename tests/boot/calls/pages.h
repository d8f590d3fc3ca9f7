/* SPDX-License-Identifier: MIT */
/* What a program of calls knows of its memory, and what it does where that is not so. */
#pragma once
#include "process.h"

enum { TALLY = 400 };		/* experiment.c: counts, and says whether to go on */
enum { NO_CHECK, REFUSED, PAST, WRONG };
enum { EPERM = 1, EBADF = 9, ENOMEM = 12, EFAULT = 14, EINVAL = 22 };

/* ---- What is where: a window, with the end of a page table in its middle, and the heap. Behind each is a page that never is. */

enum { WINDOW = 48, HEAP = WINDOW + 1, PAGES = HEAP + 16, HOLE = 8 };

static struct page {
	u32 rights;		/* READ and so on, with WRITABLE always READ; or HOLE */
	u32 value;		/* its first word and its last */
} page[PAGES + 1];
static u32 state, heap, arg[5];
static const char *doing;	/* which call */

static u32 below(u32 n)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return (state >> 8) % n;
}

static u32 at(u32 i)
{
	return i < WINDOW ? 0x203e8000 + i * PAGE : heap + (i - HEAP) * PAGE;
}

static u32 allows(u32 i, u32 right)
{
	return page[i].rights & right;
}

/* Mostly one with a right that is wanted. */
static u32 find(u32 right)
{
	u32 i = below(PAGES), tries = below(8) ? PAGES : 0;

	while (tries-- && !allows(i, right))
		i = (i + 1) % PAGES;
	return i == WINDOW ? HEAP : i;
}

/* As many as a range from there has, at most n. */
static u32 pages_from(u32 i, u32 n)
{
	u32 most = (i < WINDOW ? WINDOW : PAGES) - i;

	return n < most ? n : most;
}

static void become(u32 i, u32 n, u32 rights)
{
	for (; n; n--, i++)
		page[i] = (struct page){ rights, 0 };
}

static u32 rights(void)
{
	u32 r = below(8);

	return r & WRITABLE ? r | READ : r;
}

/* ---- Asking, and believing nothing */

static void wrong(const char *what, s32 is, s32 should)
{
	u32 i;

	say("\nwrong: after ");
	say(doing);
	for (i = 0; i < 5; i++) {
		say(" ");
		say_number(arg[i]);
	}
	say(": ");
	say(what);
	say(" is ");
	say_number(is);
	say(", and should be ");
	say_number(should);
	say("\n");
	call(TALLY, 0, 0, WRONG);
	call(EXIT, 1, 0, 0);
}

static s32 ask_for(u32 nr, u32 a, u32 b, u32 c, u32 d)
{
	arg[0] = nr, arg[1] = a, arg[2] = b, arg[3] = c, arg[4] = d;
	return call6(nr, a, b, c, d, -1, 0);
}

static s32 must(s32 answer, s32 should)
{
	if (answer != should)
		wrong("the answer", answer, should);
	return answer;
}

/* ---- Touching: what was stored is still there, and what was not is zero */

static void look_at(u32 i)
{
	volatile u32 *word = (u32 *)at(i);

	if (!allows(i, READ | EXEC))
		return;
	if (word[0] != page[i].value || word[PAGE / 4 - 1] != page[i].value)
		wrong("a page", word[0] == page[i].value ? word[PAGE / 4 - 1] : word[0], page[i].value);
	if (!allows(i, WRITABLE) || below(2))
		return;
	below(2);		/* four letters */
	word[0] = word[PAGE / 4 - 1] = page[i].value = 0x61616161 + (state & 0x0f0f0f0f);
}

/* Needs a stack of a kilobyte for each. */
static void dig(u32 depth)
{
	volatile u32 hole[256];

	hole[0] = hole[255] = depth;
	if (depth)
		dig(depth - 1);
	if (hole[0] != depth || hole[255] != depth)
		wrong("the stack", hole[0] == depth ? hole[255] : hole[0], depth);
}

/* Whether the kernel may store there, between the two words of a page that count. */
static void try(u32 i)
{
	must(call(UNAME, at(i) + 1024, 0, 0), allows(i, WRITABLE) ? 0 : -EFAULT);
}
