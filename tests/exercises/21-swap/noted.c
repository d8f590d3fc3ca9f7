/* SPDX-License-Identifier: MIT */
/*
 * Exercise swap/noted. A program's pages have frames and slots. Whenever the learner's function calls somebody, all pages may be
 * written to their slots, and are clean then; and when nobody holds a page any more it leaves: what is dirty is written first, and
 * the frame is another's. What counts in the end is what stands in the slots.
 */
#include "machine.h"

enum { PAGE = 4096, PAGES = 6, START = 0x40000000, SIZE = PAGES * PAGE, EFAULT = 14, AT_ONCE = 8 };
enum right { WRITABLE, READ_ONLY, HOLE };
enum call { HOLD, MAP, UNMAP, NOTE, LET_GO, CALLS };

static struct {
	u32 pages, frames, source, mm;
	u8 slot[PAGES][PAGE], wanted[SIZE], bytes[SIZE];
	enum right right[PAGES];
	u32 holds[PAGES], maps[PAGES], comes; /* comes: a bit for the beginning, and one for the end, of each function */
	bool away[PAGES], wrote[PAGES];
	u8 last[PAGES][PAGE]; /* the frame, when it had an address last, or when it left */
} w;

static u32 page_at(u32 i)
{
	return w.pages + i * SIZEOF_PAGE;
}

static u32 frame_at(u32 i)
{
	return w.frames + i * PAGE;
}

static bool is_dirty(struct machine *m, u32 i)
{
	return get32(m, page_at(i) + PAGE_FLAGS) & NOTED_DIRTY;
}

static void note(struct machine *m, u32 i, bool dirty)
{
	u32 flags = get32(m, page_at(i) + PAGE_FLAGS);

	put32(m, page_at(i) + PAGE_FLAGS, dirty ? flags | NOTED_DIRTY : flags & ~(u32)NOTED_DIRTY);
}

/* Nobody stores where he has no address; and of a page that is another's nobody notes anything. */
static void check_frames(struct machine *m)
{
	u8 now[PAGE];

	for (u32 i = 0; i < PAGES; i++) {
		if (w.maps[i])
			continue;
		get(m, frame_at(i), now, PAGE);
		for (u32 k = 0; k < PAGE; k++)
			if (now[k] != w.last[i][k])
				fail(m, w.away[i] ? "it stores to a frame that it does not hold any more" : "it stores to a page for which it has no address");
		if (w.away[i] && is_dirty(m, i))
			fail(m, "it notes that a page is dirty, and the frame is somebody else's by then");
	}
}

/* Somebody writes all pages out: they are as in their slots, and clean. */
static void somebody_comes(struct machine *m, enum call call, bool end)
{
	check_frames(m);
	if (!(w.comes >> (2 * call + end) & 1))
		return;
	for (u32 i = 0; i < PAGES; i++)
		if (!w.away[i]) {
			get(m, frame_at(i), w.slot[i], PAGE);
			note(m, i, false);
		}
}

static u32 number_of(struct machine *m, u32 page, const char *name)
{
	u32 i = (page - w.pages) / SIZEOF_PAGE;

	if (page < w.pages || i >= PAGES || page != page_at(i))
		fail(m, "it calls %s with what is no page of the program's", name);
	if (!w.holds[i])
		fail(m, "it calls %s with a page that it does not hold", name);
	return i;
}

static void comes_back(struct machine *m, u32 i)
{
	put(m, frame_at(i), w.slot[i], PAGE);
	get(m, frame_at(i), w.last[i], PAGE);
	w.away[i] = false;
}

/* ---- What the learner may call */

static u32 get_user_pages(struct machine *m, const u32 *words, void *context)
{
	u32 at = words[2] / PAGE * PAGE, n = words[3], held = 0, got;

	(void)context;
	somebody_comes(m, HOLD, false);
	if (words[1] != w.mm)
		fail(m, "it calls get_user_pages for another memory than the program's");
	if (!(words[4] & 0xFF))
		fail(m, "it takes hold of a page to read, and stores to it: the program may have to leave it first");
	if (words[5] & 0xFF)
		fail(m, "it takes hold by force, and stores where the program may not");
	if ((s32)n < 1 || n > AT_ONCE)
		fail(m, "it takes hold of %u pages at once; 1 to %u can be", n, AT_ONCE);
	for (got = 0; got < n; got++, at += PAGE) {
		u32 i = (at - START) / PAGE;

		if (at < START || i >= PAGES || w.right[i] != WRITABLE)
			break;
		if (w.away[i])
			comes_back(m, i);
		w.holds[i]++;
		note(m, i, true);
		if (words[6])
			put32(m, words[6] + 4 * got, page_at(i));
	}
	for (u32 i = 0; i < PAGES; i++)
		held += w.holds[i];
	if (held > AT_ONCE)
		fail(m, "it holds %u pages; %u can be held", held, AT_ONCE);
	somebody_comes(m, HOLD, true);
	return got ? got : (u32)-EFAULT;
}

static u32 kmap(struct machine *m, const u32 *words, void *context)
{
	u32 i = number_of(m, words[0], "kmap");

	(void)context;
	somebody_comes(m, MAP, false);
	w.maps[i]++;
	somebody_comes(m, MAP, true);
	return frame_at(i);
}

static u32 kunmap(struct machine *m, const u32 *words, void *context)
{
	u32 i = number_of(m, words[0], "kunmap");

	(void)context;
	somebody_comes(m, UNMAP, false);
	if (!w.maps[i])
		fail(m, "it calls kunmap for a page that has no address");
	if (!--w.maps[i])
		get(m, frame_at(i), w.last[i], PAGE);
	somebody_comes(m, UNMAP, true);
	return 0;
}

static u32 set_page_dirty_lock(struct machine *m, const u32 *words, void *context)
{
	u32 i = number_of(m, words[0], "set_page_dirty_lock");

	(void)context;
	somebody_comes(m, NOTE, false);
	note(m, i, true);
	somebody_comes(m, NOTE, true);
	return 0;
}

/* Who holds it no more lets it leave. */
static u32 put_page(struct machine *m, const u32 *words, void *context)
{
	u32 i = number_of(m, words[0], "put_page");

	(void)context;
	somebody_comes(m, LET_GO, false);
	if (w.maps[i])
		fail(m, "it lets go of a page, and still has an address for it");
	if (--w.holds[i])
		return 0;
	if (is_dirty(m, i))
		get(m, frame_at(i), w.slot[i], PAGE);
	note(m, i, false);
	w.away[i] = true;
	fill(m, frame_at(i), 0x6B, PAGE);
	get(m, frame_at(i), w.last[i], PAGE);
	return 0;
}

static void setup(struct machine *m)
{
	w.pages = buffer(m, PAGES * SIZEOF_PAGE);
	w.frames = pages(m, PAGES);
	w.source = buffer(m, SIZE + 8);
	w.mm = buffer(m, 64);
	service(m, "get_user_pages", get_user_pages, 0);
	service(m, "kmap", kmap, 0);
	service(m, "kunmap", kunmap, 0);
	service(m, "set_page_dirty_lock", set_page_dirty_lock, 0);
	service(m, "put_page", put_page, 0);
}

/* ---- A copy */

static void begin(struct machine *m)
{
	for (u32 i = 0; i < PAGES; i++) {
		for (u32 k = 0; k < PAGE; k++)
			w.wanted[i * PAGE + k] = w.slot[i][k] = (u8)any(m);
		put32(m, page_at(i) + PAGE_FLAGS, below(m, 2) * HIGH);
		w.right[i] = WRITABLE;
		w.holds[i] = w.maps[i] = 0;
		comes_back(m, i);
	}
}

/* So many of its bytes come before a page that may not be stored to. */
static u32 allowed(u32 at, u32 n)
{
	u32 done = 0;

	while (done < n && w.right[(at + done) / PAGE] == WRITABLE)
		done += PAGE - (at + done) % PAGE;
	return done < n ? done : n;
}

static void check(struct machine *m, u32 at, u32 n)
{
	u32 shift = below(m, 8), good = allowed(at, n), done;

	for (u32 i = 0; i < n; i++)
		w.bytes[i] = (u8)(w.wanted[at + i] + between(m, 1, 255));
	put(m, w.source + shift, w.bytes, n);
	for (u32 i = 0; i < good; i++)
		w.wanted[at + i] = w.bytes[i];
	input(m, "%u bytes to 0x%08x%s", n, START + at, good < n ? "; not all of its pages may be stored to" : "");
	done = call(m, "store_by_frames", w.mm, START + at, w.source + shift, n);
	check_frames(m);
	for (u32 i = 0; i < PAGES; i++) {
		if (w.maps[i])
			fail(m, "page %u still has an address", i);
		if (w.holds[i])
			fail(m, "page %u is still held, and nobody is going to let it go", i);
		if (!w.away[i] && is_dirty(m, i))
			fail(m, "page %u is noted as dirty, and it never held it", i);
		if (!w.away[i])
			get(m, frame_at(i), w.slot[i], PAGE);
	}
	same(m, "the answer is how many bytes have come, from the first on", done, good);
	for (u32 i = 0; i < SIZE; i++)
		if (w.slot[i / PAGE][i % PAGE] != w.wanted[i])
			fail(m, i >= at && i < at + good ? "the byte at 0x%08x is lost: its page was clean when it left" :
			     "the byte at 0x%08x has changed, and nobody has asked for that", START + i);
}

/* ---- Cases */

static void one(struct machine *m)
{
	w.comes = 0;
	for (u32 i = 0; i < 6; i++) {
		u32 at = below(m, PAGE - 64) + below(m, PAGES) * PAGE;

		begin(m);
		check(m, at, between(m, 1, 63));
		begin(m);
		check(m, at / PAGE * PAGE, PAGE);
	}
	begin(m);
	check(m, below(m, SIZE), 0);
}

static void several(struct machine *m)
{
	w.comes = 0;
	for (u32 i = 0; i < 8; i++) {
		u32 at = below(m, PAGE);

		begin(m);
		check(m, at, between(m, 1, PAGES - 2) * PAGE);
		begin(m);
		check(m, at, SIZE - at);
		begin(m);
		check(m, PAGE - 1 + below(m, PAGES - 1) * PAGE, 2);
	}
}

static void refused(struct machine *m)
{
	w.comes = 0;
	for (u32 i = 0; i < 12; i++) {
		u32 at = below(m, 2 * PAGE);

		begin(m);
		w.right[i % 3 ? between(m, at / PAGE + 1, PAGES - 1) : at / PAGE] = i & 1 ? HOLE : READ_ONLY;
		check(m, at, SIZE - at - below(m, 100));
	}
}

/* At one place alone, wherever that function is called; then at some. */
static void written_out(struct machine *m)
{
	for (u32 i = 0; i < 2 * CALLS + 12; i++) {
		u32 at = below(m, PAGE);

		w.comes = i < 2 * CALLS ? 1U << i : any(m);
		begin(m);
		if (i % 3 == 0)
			w.right[between(m, 2, PAGES - 1)] = READ_ONLY;
		check(m, at, between(m, PAGE, SIZE - at));
	}
}

static const struct test_case cases[] = {
	{ "one page", 3, one, 0 },
	{ "several pages", 3, several, "one page" },
	{ "what may not be stored to", 3, refused, "one page" },
	{ "written out meanwhile", 6, written_out, "one page" },
	{ 0 }
};

const struct exercise exercise_swap_noted = { "swap/noted", cases, setup, 0 };
