/* SPDX-License-Identifier: MIT */
/*
 * Exercise kmap-atomic/two-pages. A window is a page of memory, into which the frame's bytes come when it is opened, and from which
 * they go when it is closed; then nothing of them is left there. Pages are pointers to where nothing is.
 */
#include "machine.h"

enum { PAGE = 4096, ROW = 5, MOST = 3 * PAGE, NOTHING = 0xEE, TO = 0, FROM = 1, NONE = 2 };

static const char *const names[] = { "to", "from" };

static struct {
	u32 windows, lists[2];        /* where they are: pages 1 and 3 are the windows; the rows' ends */
	u32 offset[2], n, count[2];   /* what is played; how many pages a row has */
	bool hole[2][ROW];
	u8 frame[2][ROW][PAGE], wanted[2][ROW][PAGE];
	u32 wanted_done;
	/* What has come of it */
	u32 done;                     /* the bytes of the pieces that are over */
	u32 shows[2], page[2];        /* which row's page a window shows, or NONE */
	bool opened[2];               /* for this piece */
} s;

static u32 page_pointer(u32 row, u32 i)
{
	return 0x90000000 + (row * ROW + i) * SIZEOF_PAGE;
}

static u32 window(u32 which)
{
	return s.windows + (1 + 2 * which) * PAGE;
}

static u32 least(u32 a, u32 b)
{
	return a < b ? a : b;
}

/* How long the piece is that begins behind s.done. */
static u32 piece(void)
{
	u32 n = s.n - s.done;

	for (u32 row = TO; row <= FROM; row++)
		n = least(n, PAGE - (s.offset[row] + s.done) % PAGE);
	return n;
}

/* The page that this row has for it. */
static u32 page_now(u32 row)
{
	return (s.offset[row] + s.done) / PAGE;
}

static u32 find(struct machine *m, u32 type)
{
	if (type != A_TASKS && type != A_TASKS_SECOND)
		fail(m, "a window of type %u: only KM_USER0 and KM_USER1 are this task's", type);
	return type != A_TASKS;
}

static void must_be_nothing(struct machine *m, u32 which)
{
	static u8 now[PAGE];

	get(m, window(which), now, PAGE);
	for (u32 i = 0; i < PAGE; i++)
		if (now[i] != NOTHING)
			fail(m, "it stores through a window that is closed");
}

static u32 kmap_atomic(struct machine *m, const u32 *words, void *context)
{
	u32 which = find(m, words[1]), row = NONE;

	(void)context;
	for (u32 r = TO; r <= FROM; r++)
		for (u32 i = 0; i < s.count[r]; i++)
			if (words[0] == page_pointer(r, i)) {
				row = r;
				s.page[which] = i;
			}
	if (row == NONE)
		fail(m, words[0] ? "it opens a window to what is no page of the rows" : "it opens a window to NULL");
	if (s.shows[which] != NONE)
		fail(m, "it opens a window of type KM_USER%u, and has one of this type", which);
	if (s.done == s.wanted_done)
		fail(m, "it opens a window, and there is nothing left to copy");
	if (s.shows[!which] != NONE && s.opened[row] && s.page[which] != page_now(row))
		fail(m, "it opens a window to %s[%u], and the one to %s[%u], of the piece before, is still open", names[row], s.page[which], names[s.shows[!which]], s.page[!which]);
	if (s.page[which] != page_now(row))
		fail(m, "it opens a window to %s[%u], and the next piece is in %s[%u]", names[row], s.page[which], names[row], page_now(row));
	if (s.opened[row])
		fail(m, "it opens a window to %s[%u] twice for one piece", names[row], s.page[which]);
	must_be_nothing(m, which);
	s.shows[which] = row;
	s.opened[row] = true;
	put(m, window(which), s.frame[row][s.page[which]], PAGE);
	put32(m, thread(m) + THREAD_COUNT, get32(m, thread(m) + THREAD_COUNT) + 1);
	return window(which);
}

/* What a window has done to its page: the bytes of this piece, and no others. */
static void judge_page(struct machine *m, u32 row, u32 page, const u8 *now)
{
	u32 begin = (s.offset[TO] + s.done) % PAGE, n = piece();

	for (u32 i = 0; i < PAGE; i++) {
		if (row == TO && i >= begin && i < begin + n) {
			if (now[i] != s.wanted[TO][page][i])
				fail(m, "byte %u of to[%u] is wrong when its window is closed", i, page);
		} else if (now[i] != s.frame[row][page][i])
			fail(m, "byte %u of %s[%u] is none of this piece's, and has changed", i, names[row], page);
	}
}

static u32 kunmap_atomic(struct machine *m, const u32 *words, void *context)
{
	static u8 now[PAGE];
	u32 which = find(m, words[1]), row = s.shows[which];

	(void)context;
	if (row == NONE)
		fail(m, "it closes a window of type KM_USER%u, and has none of this type", which);
	if (words[0] != window(which))
		fail(m, "it closes a window with another address than it was given");
	if (row == FROM && !s.opened[TO])
		fail(m, "it closes the window to from[%u] before there is one to copy to", s.page[which]);
	get(m, window(which), now, PAGE);
	judge_page(m, row, s.page[which], now);
	for (u32 i = 0; i < PAGE; i++)
		s.frame[row][s.page[which]][i] = now[i];
	fill(m, window(which), NOTHING, PAGE);
	s.shows[which] = NONE;
	put32(m, thread(m) + THREAD_COUNT, get32(m, thread(m) + THREAD_COUNT) - 1);
	if (s.shows[!which] == NONE) {
		s.done += piece();
		s.opened[TO] = s.opened[FROM] = false;
	}
	return 0;
}

static u32 copy_bytes(struct machine *m, const u32 *words, void *context)
{
	static u8 bytes[PAGE];

	(void)context;
	if (words[2] > PAGE)
		fail(m, "memcpy of more than a page: %u bytes", words[2]);
	get(m, words[1], bytes, words[2]);
	put(m, words[0], bytes, words[2]);
	return words[0];
}

static u32 set_bytes(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	if (words[2] > PAGE)
		fail(m, "memset of more than a page: %u bytes", words[2]);
	fill(m, words[0], (u8)words[1], words[2]);
	return words[0];
}

static void setup(struct machine *m)
{
	s.windows = pages(m, 5);
	for (u32 row = TO; row <= FROM; row++)
		s.lists[row] = buffer_at_end(m, ROW * 4) + ROW * 4;
	service(m, "kmap_atomic", kmap_atomic, 0);
	service(m, "kunmap_atomic", kunmap_atomic, 0);
	service(m, "memcpy", copy_bytes, 0);
	service(m, "memset", set_bytes, 0);
}

/* What is in the pages, and what is to be there in the end. */
static void lay(struct machine *m)
{
	for (u32 row = TO; row <= FROM; row++) {
		s.count[row] = s.n ? (s.offset[row] + s.n - 1) / PAGE + 1 : 0;
		for (u32 i = 0; i < s.count[row]; i++) {
			put32(m, s.lists[row] - 4 * (s.count[row] - i), s.hole[row][i] ? 0 : page_pointer(row, i));
			for (u32 k = 0; k < PAGE; k++)
				s.frame[row][i][k] = s.wanted[row][i][k] = row == FROM && s.hole[row][i] ? 0 : (u8)between(m, 1, 200);
		}
	}
	for (s.wanted_done = 0; s.wanted_done < s.n; s.wanted_done++) {
		u32 t = s.offset[TO] + s.wanted_done, f = s.offset[FROM] + s.wanted_done;

		if (s.hole[TO][t / PAGE])
			break;
		s.wanted[TO][t / PAGE][t % PAGE] = s.frame[FROM][f / PAGE][f % PAGE];
	}
	s.shows[0] = s.shows[1] = NONE;
	s.opened[0] = s.opened[1] = false;
	s.done = 0;
	fill(m, window(0), NOTHING, PAGE);
	fill(m, window(1), NOTHING, PAGE);
	put32(m, thread(m) + THREAD_COUNT, 0);
}

static void check(struct machine *m)
{
	u32 got;

	lay(m);
	input(m, "%u bytes to offset %u from offset %u%s", s.n, s.offset[TO], s.offset[FROM], s.wanted_done < s.n ? ", and a page to copy to is missing" : "");
	snapshot(m);
	got = call(m, "copy_pages", s.lists[TO] - 4 * s.count[TO], s.offset[TO], s.lists[FROM] - 4 * s.count[FROM], s.offset[FROM], s.n);
	for (u32 which = 0; which < 2; which++) {
		if (s.shows[which] != NONE)
			fail(m, "it leaves a window open, to %s[%u]", names[s.shows[which]], s.page[which]);
		must_be_nothing(m, which);
	}
	same(m, "the preemption count is not what it was", get32(m, thread(m) + THREAD_COUNT), 0);
	same(m, "not as much was copied as can be", s.done, s.wanted_done);
	same(m, "the answer is not how many bytes were copied", got, s.wanted_done);
	only_changed(m, "it changes memory that no window shows", (const struct range[]){ { window(0), PAGE }, { window(1), PAGE } }, 2);
}

static void plan(u32 to, u32 from, u32 n)
{
	s.offset[TO] = to % PAGE;
	s.offset[FROM] = from % PAGE;
	s.n = n;
	for (u32 i = 0; i < 2 * ROW; i++)
		s.hole[i / ROW][i % ROW] = false;
}

/* ---- Cases */

static void one_piece(struct machine *m)
{
	for (u32 i = 0; i < 4; i++) {
		u32 n = between(m, 1, 3000);

		plan(below(m, PAGE - n), below(m, PAGE - n), n);
		check(m);
	}
	plan(0, 0, PAGE);
	check(m);
	plan(PAGE - 1, any(m), 1);
	check(m);
	plan(any(m), any(m), 0);
	check(m);
}

static void offsets(struct machine *m)
{
	for (u32 i = 0; i < 5; i++) {
		u32 to = between(m, 1, PAGE - 2);

		plan(to, i % 2 ? between(m, to + 1, PAGE - 1) : below(m, to), between(m, PAGE + 1, MOST));
		check(m);
	}
	plan(PAGE - 1, 0, PAGE + 2);
	check(m);
	plan(0, PAGE - 1, PAGE + 2);
	check(m);
}

static void same_offsets(struct machine *m)
{
	u32 offset = any(m);

	plan(offset, offset, between(m, PAGE + 1, MOST));
	check(m);
	plan(0, 0, 2 * PAGE);
	check(m);
}

static void zeros(struct machine *m)
{
	for (u32 i = 0; i < 4; i++) {
		plan(any(m), any(m), between(m, 2 * PAGE, MOST));
		s.hole[FROM][i % 3] = s.hole[FROM][below(m, 3)] = true;
		check(m);
	}
}

static void no_page(struct machine *m)
{
	for (u32 i = 0; i < 6; i++) {
		plan(any(m), any(m), between(m, 2 * PAGE, MOST));
		s.hole[TO][i % 3] = true;
		s.hole[FROM][below(m, ROW)] = i > 2;
		check(m);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = any(m) % PAGE;
	row[1] = any(m) % PAGE;
	row[2] = below(m, 4) ? below(m, MOST + 1) : below(m, 9);
	row[3] = below(m, 2) ? 0 : 1U << below(m, ROW);
	row[4] = below(m, 3) ? 0 : 1U << below(m, ROW);
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count; count--, rows += 5) {
		plan(rows[0], rows[1], rows[2] % (MOST + 1));
		for (u32 i = 0; i < ROW; i++) {
			s.hole[FROM][i] = rows[3] >> i & 1;
			s.hole[TO][i] = rows[4] >> i & 1;
		}
		check(m);
	}
}

static void any_copy(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 16, .rows = 2, .width = 5, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "one piece", 2, one_piece, 0 },
	{ "the same offsets", 1, same_offsets, "one piece" },
	{ "other offsets", 2, offsets, "one piece" },
	{ "pages of zeros", 2, zeros, "other offsets" },
	{ "no page to copy to", 2, no_page, "other offsets" },
	{ "any copy", 1, any_copy, "one piece" },
	{ 0 }
};

const struct exercise exercise_kmap_atomic_two_pages = { "kmap-atomic/two-pages", cases, setup, 0 };
