/* SPDX-License-Identifier: MIT */
/* frames/quarantine: the frame that was freed first is the first to be handed out. */
#include "machine.h"

enum { FRAMES = 12, PAGE = 4096, FREE = 0x6b, INUSE = 0x5a, NONE = ~0U };


enum state { HELD, WAITING, BAD };

/* The frames, whose bytes the learner sees through the window only, and what should be known of each. */
static struct {
	u8 bytes[FRAMES][PAGE];
	enum state state[FRAMES];
	u32 flags[FRAMES], private[FRAMES];
	u32 queue[FRAMES], waiting; /* the oldest first */
	u32 reached;                /* or NONE */
	bool allocating;            /* now */
	u32 bad_frees, bad_frame;   /* how many reports are due, of which frame */
	u32 pages, window;
} q;

/* Addresses of struct page back to numbers. */
static u32 number(struct machine *m, u32 page, const char *who)
{
	if (page - q.pages >= FRAMES * SIZEOF_PAGE || (page - q.pages) % SIZEOF_PAGE)
		fail(m, "%s gets 0x%08x, which is no struct page", who, page);
	return (page - q.pages) / SIZEOF_PAGE;
}

/* The first byte of a frame that is not what a free frame holds; PAGE if there is none. */
static u32 first_in(const u8 *bytes)
{
	u32 at = 0;

	while (at < PAGE && bytes[at] == FREE)
		at++;
	return at;
}

static u8 before[FRAMES][PAGE]; /* what the frames held when the last call began */

/* ---- Services */

static u32 reach(struct machine *m, const u32 *words, void *context)
{
	u32 i = number(m, words[0], "reach()");

	(void)context;
	if (q.reached != NONE)
		fail(m, "it reaches for a frame while another is still reached: leave() comes first");
	if (q.state[i] == BAD)
		fail(m, "it reaches for a frame that was found bad");
	q.reached = i;
	put(m, q.window, q.bytes[i], PAGE);
	return q.window;
}

static u32 leave(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	if (q.reached == NONE)
		fail(m, "it calls leave() when no frame is reached");
	get(m, q.window, q.bytes[q.reached], PAGE);
	fill(m, q.window, 0xA5, PAGE);
	q.reached = NONE;
	return 0;
}

static u32 bad_free(struct machine *m, const u32 *words, void *context)
{
	u32 i = number(m, words[0], "bad_free()");

	(void)context;
	if (!q.bad_frees || i != q.bad_frame)
		fail(m, "it reports frame %u with bad_free(), and there is nothing to report of it", i);
	q.bad_frees--;
	return 0;
}

static u32 bad_write(struct machine *m, const u32 *words, void *context)
{
	u32 i = number(m, words[0], "bad_write()");

	(void)context;
	if (!q.allocating || !q.waiting || i != q.queue[0] || first_in(before[i]) == PAGE)
		fail(m, "it reports frame %u with bad_write(), and there is nothing to report of it", i);
	same(m, "bad_write() is not told the first byte that was written", words[1], first_in(before[i]));
	q.state[i] = BAD;
	for (u32 k = 1; k < q.waiting; k++)
		q.queue[k - 1] = q.queue[k];
	q.waiting--;
	return 0;
}

static void setup(struct machine *m)
{
	q.pages = buffer_at_end(m, FRAMES * SIZEOF_PAGE);
	q.window = buffer_at_end(m, PAGE);
	q.waiting = q.bad_frees = 0;
	q.allocating = false;
	q.reached = NONE;
	for (u32 i = 0; i < FRAMES; i++) {
		q.state[i] = HELD;
		q.flags[i] = i % 3 ? HIGHMEM : 0;
		q.private[i] = any(m);
		put32(m, q.pages + SIZEOF_PAGE * i + PAGE_FLAGS, q.flags[i]);
		put32(m, q.pages + SIZEOF_PAGE * i + PAGE_COUNT, 1);
		put32(m, q.pages + SIZEOF_PAGE * i + PAGE_PRIVATE, q.private[i]);
		for (u32 at = 0; at < PAGE; at++)
			q.bytes[i][at] = (u8)(at + i);
	}
	service(m, "reach", reach, 0);
	service(m, "leave", leave, 0);
	service(m, "bad_free", bad_free, 0);
	service(m, "bad_write", bad_write, 0);
}

/* ---- What the learner's functions are given, and what must be true when they come back */

static void add_waiting(struct text *text)
{
	add(text, q.waiting ? "; free, the oldest first:" : "; no frame is free");
	for (u32 i = 0; i < q.waiting; i++) {
		u32 at = first_in(q.bytes[q.queue[i]]);

		add(text, " %u", q.queue[i]);
		if (at < PAGE)
			add(text, " (its byte %u was written)", at);
	}
}

static void note_bytes(void)
{
	for (u32 i = 0; i < FRAMES; i++)
		for (u32 at = 0; at < PAGE; at++)
			before[i][at] = q.bytes[i][at];
}

/* Frame `but` is what the call was about. */
static void rest_is_whole(struct machine *m, u32 but)
{
	for (u32 i = 0; i < FRAMES; i++) {
		u32 page = q.pages + SIZEOF_PAGE * i;

		if (q.state[i] != BAD)
			same(m, q.state[i] == HELD ? "the count of a frame that is held is wrong" : "the count of a free frame is wrong",
			     get32(m, page + PAGE_COUNT), q.state[i] == HELD);
		same_hex(m, "it changes flags", get32(m, page + PAGE_FLAGS), q.flags[i]);
		same_hex(m, "it changes private, which is not the allocator's here", get32(m, page + PAGE_PRIVATE), q.private[i]);
		for (u32 at = 0; i != but && at < PAGE; at++)
			if (q.bytes[i][at] != before[i][at])
				fail(m, "it changes byte %u of frame %u, %s", at, i, q.state[i] == BAD ? "which was found bad: it is evidence" : "which this was not about");
	}
}

static void all_bytes(struct machine *m, u32 frame, u8 wanted, const char *when)
{
	for (u32 at = 0; at < PAGE; at++)
		if (q.bytes[frame][at] != wanted)
			fail(m, "byte %u of the frame is 0x%02x %s, and should be 0x%02x", at, q.bytes[frame][at], when, wanted);
}

static u32 call_and_leave(struct machine *m, const char *name, u32 page)
{
	note_bytes();
	u32 answer = call(m, name, page);
	if (q.reached != NONE)
		fail(m, "it comes back without leave(): frame %u is still reached", q.reached);
	return answer;
}

/* Frees a frame that is held, or one that is free already or reserved. */
static void free_frame(struct machine *m, u32 i)
{
	struct text text = { 0 };
	bool good = q.state[i] == HELD && !(q.flags[i] & RESERVED);

	add_waiting(&text);
	input(m, "free_frame(frame %u), which is %s%s", i, q.state[i] != HELD ? "free already" : good ? "held" : "reserved", text.s);
	q.bad_frees = !good;
	q.bad_frame = i;
	call_and_leave(m, "free_frame", q.pages + SIZEOF_PAGE * i);
	if (q.bad_frees)
		fail(m, "%s, and bad_free() is not called", q.state[i] == HELD ? "a reserved frame is freed" : "a frame is freed a second time");
	if (good) {
		q.state[i] = WAITING;
		q.queue[q.waiting++] = i;
		all_bytes(m, i, FREE, "when it has been freed");
	}
	rest_is_whole(m, good ? i : NONE);
}

/* Returns false if there was none. */
static bool alloc_frame(struct machine *m, const char *when)
{
	struct text text = { 0 };

	add_waiting(&text);
	input(m, "%salloc_frame()%s", when, text.s);
	q.allocating = true;
	u32 page = call_and_leave(m, "alloc_frame", 0);
	q.allocating = false;
	u32 bad_at = q.waiting ? first_in(before[q.queue[0]]) : PAGE;
	if (bad_at < PAGE && page == q.pages + SIZEOF_PAGE * q.queue[0])
		fail(m, "frame %u is handed out, though its byte %u was written while it was free", q.queue[0], bad_at);
	if (bad_at < PAGE)
		fail(m, "byte %u of frame %u was written while it was free, and bad_write() is not called", bad_at, q.queue[0]);
	if (!page) {
		if (q.waiting)
			fail(m, "the answer is NULL, and frame %u is free", q.queue[0]);
		rest_is_whole(m, NONE);
		return false;
	}
	u32 i = number(m, page, "the caller");
	if (q.state[i] == HELD)
		fail(m, "frame %u is handed out, which is not free", i);
	if (q.state[i] == BAD)
		fail(m, "frame %u is handed out, which was found bad", i);
	if (q.queue[0] != i)
		fail(m, "frame %u is handed out; frame %u has waited longer", i, q.queue[0]);
	for (u32 k = 1; k < q.waiting; k++)
		q.queue[k - 1] = q.queue[k];
	q.waiting--;
	q.state[i] = HELD;
	all_bytes(m, i, INUSE, "when it is handed out");
	rest_is_whole(m, i);
	return true;
}

static void write_byte(u32 frame, u32 at)
{
	q.bytes[frame][at] ^= 0x80;
}

/* Whatever is free must come out. */
static void ledger(struct machine *m)
{
	while (alloc_frame(m, "at the end, until nothing is free: "))
		;
}

/* ---- Cases */

static u32 some[FRAMES]; /* all frames, in any order */

static void draw_frames(struct machine *m)
{
	for (u32 i = 0; i < FRAMES; i++)
		some[i] = i;
	shuffle(m, some, FRAMES);
}

static void oldest_first(struct machine *m)
{
	draw_frames(m);
	for (u32 i = 0; i < 5; i++)
		free_frame(m, some[i]);
	for (u32 i = 0; i < 3; i++)
		alloc_frame(m, "");
	free_frame(m, some[0]);
	free_frame(m, some[5]);
	for (u32 i = 0; i < 5; i++)
		alloc_frame(m, "");
	free_frame(m, some[6]);
	alloc_frame(m, "");
	alloc_frame(m, "");
}

static void freed_twice(struct machine *m)
{
	draw_frames(m);
	free_frame(m, some[0]);
	free_frame(m, some[0]);
	free_frame(m, some[1]);
	free_frame(m, some[2]);
	free_frame(m, some[1]);
	free_frame(m, some[2]);
	alloc_frame(m, "");
	free_frame(m, some[0]);
	free_frame(m, some[0]);
}

static void reserved(struct machine *m)
{
	draw_frames(m);
	q.flags[some[1]] |= RESERVED;
	put32(m, q.pages + SIZEOF_PAGE * some[1] + PAGE_FLAGS, q.flags[some[1]]);
	free_frame(m, some[0]);
	free_frame(m, some[1]);
	free_frame(m, some[2]);
	free_frame(m, some[1]);
}

static void written(struct machine *m)
{
	const u32 offsets[] = { 0, between(m, 1, 3), between(m, 4, 2047), between(m, 2048, 4091), between(m, 4092, 4094), 4095 };
	u32 at = below(m, PAGE - 1);

	draw_frames(m);
	for (u32 i = 0; i < 5; i++) {
		free_frame(m, some[2 * i]);
		free_frame(m, some[2 * i + 1]);
		write_byte(some[2 * i], offsets[i]);
		alloc_frame(m, "");
	}
	free_frame(m, some[10]);
	free_frame(m, some[11]);
	write_byte(some[10], at);
	write_byte(some[10], at + 1);
	write_byte(some[11], offsets[5]);
	alloc_frame(m, "");
}

static void budget(struct machine *m)
{
	draw_frames(m);
	for (u32 i = 0; i < 10; i++)
		free_frame(m, some[i]);
	at_most(m, "reach", 10);
	forget_calls(m);
	alloc_frame(m, "");
	at_most(m, "reach", 1);
	forget_calls(m);
	free_frame(m, some[4]);
	at_most(m, "reach", 0);
}

/* Frees a frame, allocates one, writes a byte of a free one. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 8);
	row[1] = below(m, FRAMES);
	row[2] = below(m, 3) ? below(m, PAGE) : below(m, 2) ? 0 : PAGE - 1;
	(void)index;
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	for (u32 i = 0; i < count; i++, row += 3) {
		u32 frame = row[1] % FRAMES;

		if (row[0] % 8 < 4 && q.state[frame] != BAD)
			free_frame(m, frame);
		else if (row[0] % 8 < 7)
			alloc_frame(m, "");
		else if (q.state[frame] == WAITING)
			write_byte(frame, row[2] % PAGE);
	}
}

static void show(struct text *text, const u32 *row)
{
	if (row[0] % 8 < 4)
		add(text, "free_frame(frame %u)", row[1] % FRAMES);
	else if (row[0] % 8 < 7)
		add(text, "alloc_frame()");
	else
		add(text, "somebody writes byte %u of frame %u, if it is free", row[2] % PAGE, row[1] % FRAMES);
}

static void any_order(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 8, .rows = 40, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "oldest first", 3, oldest_first, 0 },
	{ "freed twice", 2, freed_twice, "oldest first" },
	{ "reserved", 1, reserved, "oldest first" },
	{ "written after free", 2, written, "oldest first" },
	{ "budget", 1, budget, "oldest first" },
	{ "any order", 1, any_order, "oldest first" },
	{ 0 }
};

const struct exercise exercise_frames_quarantine = { "frames/quarantine", cases, setup, ledger };
