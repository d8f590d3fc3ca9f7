/* SPDX-License-Identifier: MIT */
/*
 * What a call leaves that meets a hole. It may store so many bytes as there is room for, and most ways to store do so to the byte.
 * Two do not: a value that is one instruction, or two for eight bytes, is stored by whole words or not at all, and a copy in turns of 64 bytes counts whole turns, and
 * of the one that fails has stored whole words. That is computed here, and compared; then what is missing is stored, so that all
 * ways come to the same bytes and the same answer.
 */
#pragma once
#include "mapped.h"

static u32 whole, mask;			/* this kernel puts values by one instruction; and where turns are made */

enum shape { ONE_PIECE, BY_PAGES_OF_SOURCE, A_VALUE, FROM_SOMEWHERE };

struct meeting {
	u32 at, n, room;		/* room: less than n */
	u32 from;			/* where the source lies: of that the last bits count */
	enum shape shape;
	const u8 *fresh;		/* what is to be stored */
	u8 was[64];			/* the last bytes that have room, before the call; less, if there are less */
	u32 stored, counted;		/* computed */
	u32 piece;			/* where the piece begins that fails */
	u8 should;			/* the byte that is not as computed */
};

static void __attribute__((noreturn)) wrong(const char *what, s32 is, s32 should)
{
	say("wrong: at a hole ");
	say(what);
	say(" is ");
	say_number(is);
	say(", and should be ");
	say_number(should);
	say("\n");
	for (;;)
		call(EXIT, 1, 0, 0);
}

static void compute(struct meeting *m, u32 turns)
{
	u32 size = m->n, room, full;

	m->piece = 0;
	while (m->shape == BY_PAGES_OF_SOURCE) {
		size = PAGE - (m->from + m->piece) % PAGE;
		if (m->piece + size > m->room)
			break;
		m->piece += size;
	}
	if (size > m->n - m->piece)
		size = m->n - m->piece;
	room = m->room - m->piece;
	full = room / 64 * 64;
	turns = turns && size >= 64 && size - full >= 64;
	m->stored = m->piece + (turns ? full + (room - full) / 4 * 4 : room);
	m->counted = m->piece + (turns ? full : room);
	if (m->shape == A_VALUE && whole)
		m->stored = m->counted = m->room / 4 * 4;
}

/* Which of its last bytes is not as computed; or room. touched: a zero was stored to a piece's beginning before the piece. */
static u32 first_wrong(struct meeting *m, u32 touched)
{
	u32 begin = m->room < 64 ? 0 : m->room - 64, i;
	const volatile u8 *is = (const u8 *)m->at;

	for (i = begin; i < m->room; i++) {
		m->should = i < m->stored ? m->fresh[i] : touched && i == m->piece ? 0 : m->was[i - begin];
		if (is[i] != m->should)
			break;
	}
	return i;
}

/* Compares, and stores what is missing. How many have arrived, if a copy is exact; counted: how many the call has counted, or -1. */
static u32 as_if_exact(struct meeting *m, u32 touched, s32 counted)
{
	volatile u8 *is = (u8 *)m->at;
	u32 i;

	compute(m, mask && (m->shape == FROM_SOMEWHERE || ((m->at ^ m->from) & mask)));
	if (m->shape == FROM_SOMEWHERE && first_wrong(m, touched) < m->room)
		compute(m, 0);
	i = first_wrong(m, touched);
	if (i < m->room)
		wrong("a byte", is[i], m->should);
	if (counted >= 0 && (u32)counted != m->counted)
		wrong("what arrived", counted, m->counted);
	for (i = m->stored; i < m->room; i++)
		is[i] = m->fresh[i];
	return m->room;
}
