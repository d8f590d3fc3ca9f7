/* SPDX-License-Identifier: MIT */
/*
 * What three processes do with the same few files, step by step, drawn from a seed. The program in the kernel and the model outside
 * take the same steps; each brings take(), which makes one. They come to the same sums if all answers and bytes are the same.
 */
#pragma once

enum { SCRIBES = 3, NAMES = 3, MOST = 2 * 4096 };
enum { WINDOW = 0x30000000, PAGES = 12 };	/* where each process maps files */
enum { EDGE = 0x38000000 };	/* where the memory of its own ends that a call may have, and no page follows */
enum what {
	OPENS, CLOSES, UNLINKS, BEARS, READS, WRITES, READS_AT, WRITES_AT, SEEKS, CUTS, MAPS, UNMAPS, PROTECTS, LOADS, STORES,
};

struct step {
	enum what what;
	u32 who, fd, name, flags, whence;
	s32 offset;		/* or size */
	u32 from, n;		/* so many bytes of memory */
	u32 good;		/* of one's own memory so many bytes are touched, or can be; behind them is nothing */
	u32 page, pages;	/* of the window; or from.. */
	u32 prot, kind, pgoff;
	s32 answer;
};

static struct common {
	u32 state, sum;
	u32 turn;		/* whose the next step is */
	u32 left;		/* steps */
	u32 gone;		/* who is to end, or nobody */
} now;

/* What the call answers. BEARS: process `name` ends, if there is one, and is born again as a child of process 0. */
static s32 take(const struct step *s, u8 *bytes);

static u32 below(u32 n)
{
	now.state ^= now.state << 13;
	now.state ^= now.state >> 17;
	now.state ^= now.state << 5;
	return (now.state >> 8) % n;
}

/* Bytes of one's own memory, of which some may be missing, or of the window. */
static void draw_memory(struct step *s)
{
	u32 touches = s->what == LOADS || s->what == STORES;

	s->n = 1 + below(touches ? 64 : below(8) ? 600 : MOST);
	s->good = touches || below(6) ? s->n : below(s->n);
	s->from = EDGE - s->good;
	if (touches || !below(3)) {
		s->from = WINDOW + below(PAGES * 4096);
		s->good = touches ? s->n : 0;
	}
}

/* Sooner or later more is closed than opened: only eight numbers are, and the others run out. */
static struct step draw(void)
{
	static const u8 shares[] = {
		OPENS, OPENS, OPENS, OPENS, CLOSES, CLOSES, CLOSES, CLOSES, CLOSES, CLOSES, READS, READS, READS, READS, READS, READS,
		WRITES, WRITES, WRITES, WRITES, WRITES, WRITES, READS_AT, READS_AT, WRITES_AT, WRITES_AT, SEEKS, SEEKS, SEEKS, UNLINKS,
		CUTS, CUTS, CUTS, MAPS, MAPS, MAPS, MAPS, MAPS, MAPS, MAPS, MAPS, UNMAPS, PROTECTS, PROTECTS, LOADS, LOADS, LOADS, LOADS,
		LOADS, LOADS, LOADS, LOADS, STORES, STORES, STORES, STORES, STORES, STORES,
	};
	static const u8 prots[] = { 3, 3, 3, 3, 3, 1, 1, 0 };
	struct step s = { 0 };

	s.who = now.turn;
	s.what = now.turn || below(64) ? shares[below(sizeof(shares))] : BEARS;
	s.fd = 3 + below(8);
	s.name = s.what == BEARS ? 1 + below(SCRIBES - 1) : below(NAMES);
	s.flags = below(4) ? RDWR : below(3);
	s.flags |= below(4) ? CREATE : 0;
	s.flags |= below(8) ? 0 : EXCL;
	s.flags |= below(8) ? 0 : TRUNC;
	s.flags |= below(3) ? 0 : APPEND;
	s.whence = below(3);
	s.offset = below(4 * 4096);
	s.pgoff = below(4);
	if (!below(16)) {	/* a file has less than two gigabytes */
		s.offset = s.what == SEEKS && s.whence ? -s.offset : 0x7fffffff - s.offset;
		s.pgoff = 0x7ffff - s.pgoff;
	}
	if (s.what == CUTS && !below(16))
		s.offset = -s.offset;
	s.page = below(PAGES);
	s.pages = 1 + below(5);
	if (s.pages > PAGES - s.page)
		s.pages = PAGES - s.page;
	s.prot = prots[below(sizeof(prots))];
	s.kind = 1 + below(2);
	if ((s.what >= READS && s.what <= WRITES_AT) || s.what >= LOADS)
		draw_memory(&s);
	return s;
}

static void fold(u32 value)
{
	now.sum = (now.sum ^ value) * 16777619;
}

/* One step; the memory of one's own ends at `end`. */
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
static void pass_turn(void)
{
	now.left--;
	if (!below(4))
		now.turn = below(SCRIBES);
}
