/* SPDX-License-Identifier: MIT */
/*
 * What three processes do with the same few files, step by step, drawn from a seed. The program in the kernel and the model outside
 * take the same steps; each brings take(), which makes one. They come to the same sums if all answers and bytes are the same.
 */
#pragma once

enum { SCRIBES = 3, NAMES = 3, MOST = 2 * 4096 };
enum what { OPENS, CLOSES, READS, WRITES, READS_AT, WRITES_AT, SEEKS, UNLINKS, BEARS };

struct step {
	enum what what;
	u32 who, fd, name, flags, whence;
	s32 offset;
	u32 n, good;		/* so many bytes, of which so many can be touched; behind them is nothing */
	s32 answer;
};

static u32 state, sum;
static volatile u32 turn;	/* whose the next step is */

/* What the call answers. BEARS: process `name` ends, if there is one, and is born again as a child of process 0. */
static s32 take(const struct step *s, u8 *bytes);

static u32 below(u32 n)
{
	state ^= state << 13;
	state ^= state >> 17;
	state ^= state << 5;
	return (state >> 8) % n;
}

/* Sooner or later more is closed than opened: only eight numbers are, and the others run out. */
static struct step draw(void)
{
	static const u8 shares[] = {
		OPENS, OPENS, OPENS, OPENS, CLOSES, CLOSES, CLOSES, CLOSES, CLOSES, CLOSES, READS, READS, READS, READS, READS, READS,
		READS, READS, WRITES, WRITES, WRITES, WRITES, WRITES, WRITES, READS_AT, READS_AT, WRITES_AT, WRITES_AT, SEEKS, SEEKS,
		SEEKS, UNLINKS,
	};
	struct step s = { 0 };

	s.who = turn;
	s.what = turn || below(64) ? shares[below(sizeof(shares))] : BEARS;
	s.fd = 3 + below(8);
	s.name = s.what == BEARS ? 1 + below(SCRIBES - 1) : below(NAMES);
	s.flags = below(2) ? RDWR : below(3);
	s.flags |= below(4) ? CREATE : 0;
	s.flags |= below(8) ? 0 : EXCL;
	s.flags |= below(8) ? 0 : TRUNC;
	s.flags |= below(3) ? 0 : APPEND;
	s.whence = below(3);
	s.offset = below(4 * 4096);
	if (!below(16))		/* a file has less than two gigabytes */
		s.offset = s.what == SEEKS && s.whence ? -s.offset : 0x7fffffff - s.offset;
	if (s.what >= READS && s.what <= WRITES_AT) {
		s.n = 1 + below(below(8) ? 600 : MOST);
		s.good = below(6) ? s.n : below(s.n);
	}
	return s;
}

static void fold(u32 value)
{
	sum = (sum ^ value) * 16777619;
}

/* One step; the memory for its bytes ends at `end`. */
static struct step make_step(u8 *end)
{
	struct step s = draw();
	u8 *bytes = end - s.good;
	u32 stamp = below(1 << 16), i;

	for (i = 0; i < s.good; i++)
		bytes[i] = (stamp + i * 165) >> 4;
	s.answer = take(&s, bytes);
	fold(s.answer);
	for (i = 0; i < s.good; i++)
		fold(bytes[i]);
	return s;
}

/* Who is next: mostly the same. */
static u32 next_turn(void)
{
	return below(4) ? turn : below(SCRIBES);
}
