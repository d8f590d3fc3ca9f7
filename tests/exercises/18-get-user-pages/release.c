/* SPDX-License-Identifier: MIT */
/*
 * Exercise get-user-pages/release. An array as get_user_pages has left it, with old pointers behind what it answered. A frame that
 * nobody holds any more is at once another owner's, and whoever notes something there has noted it of somebody else's page.
 */
#include "machine.h"

enum { PAGE = 4096, ASKED = 24, FRAMES = 2 * ASKED, ZEROS = 0, EFAULT = 14, EIO = 5 };

static struct {
	u32 pages, array; /* where the frames' structures are, and the array */
	/* What is played */
	s32 got, moved;
	u32 offset, stored, slot[ASKED], others[FRAMES]; /* which frame is in a slot; who else holds it */
	bool noted[FRAMES]; /* dirty, from before */
	/* What is due, and what has come of it */
	u32 flags[FRAMES], due[FRAMES], holds[FRAMES]; /* due: it is to be noted; holds: ours, that are left */
	bool gone[FRAMES];
} s;

static u32 page_at(u32 frame)
{
	return s.pages + frame * SIZEOF_PAGE;
}

static u32 flags_of(struct machine *m, u32 frame)
{
	return get32(m, page_at(frame) + PAGE_FLAGS);
}

static u32 put_page(struct machine *m, const u32 *words, void *context)
{
	u32 frame = (words[0] - s.pages) / SIZEOF_PAGE, at = words[0] + PAGE_COUNT;

	(void)context;
	if (words[0] < s.pages || frame >= FRAMES || words[0] != page_at(frame))
		fail(m, "it lets go of what is no page");
	if (frame == ZEROS)
		return 0;
	if (!s.holds[frame])
		fail(m, "it lets go of a page more often than it was held for the transfer");
	if (!--s.holds[frame] && s.due[frame] && !(flags_of(m, frame) & NOTED_DIRTY))
		fail(m, "it lets go of a page that was stored to, and nobody has noted that it is dirty");
	if (!s.due[frame] && flags_of(m, frame) & ~s.flags[frame] & NOTED_DIRTY)
		fail(m, "it notes a page as dirty, and nothing was stored there");
	put32(m, at, get32(m, at) - 1);
	if (!get32(m, at)) {
		s.gone[frame] = true;
		s.flags[frame] = flags_of(m, frame) & HIGH;
		put32(m, words[0] + PAGE_FLAGS, s.flags[frame]);
		put32(m, at, 1); /* somebody else's */
	}
	return 0;
}

static void setup(struct machine *m)
{
	s.pages = buffer(m, FRAMES * SIZEOF_PAGE);
	s.array = buffer_at_end(m, 4 * ASKED);
	service(m, "put_page", put_page, 0);
}

static void lay(struct machine *m)
{
	u32 end = s.stored && s.moved > 0 ? s.offset + (u32)s.moved : 0;

	for (u32 i = 0; i < FRAMES; i++) {
		s.flags[i] = i == ZEROS ? RESERVED : below(m, 2) * HIGH | below(m, 2) * NOTED_USED | s.noted[i] * NOTED_DIRTY;
		s.due[i] = s.holds[i] = 0;
		s.gone[i] = false;
	}
	for (u32 i = 0; i < ASKED; i++) {
		u32 frame = s.slot[i];

		put32(m, s.array + 4 * i, page_at(frame));
		if ((s32)i >= s.got)
			continue;
		s.holds[frame] += frame != ZEROS;
		s.due[frame] |= frame != ZEROS && end > i * PAGE;
	}
	fill(m, s.pages, 0xA5, FRAMES * SIZEOF_PAGE);
	for (u32 i = 0; i < FRAMES; i++) {
		put32(m, page_at(i) + PAGE_FLAGS, s.flags[i]);
		put32(m, page_at(i) + PAGE_COUNT, s.holds[i] + s.others[i] + !s.holds[i]);
	}
}

static void judge_frame(struct machine *m, u32 i, const char *name)
{
	u32 is = flags_of(m, i);

	if (s.holds[i])
		fail(m, "%s is still held, and nobody is going to let it go", name);
	if (s.gone[i] && is != s.flags[i])
		fail(m, "%s was let go of, and is another's by now; and then it is noted as dirty", name);
	if (i == ZEROS && is & NOTED_DIRTY)
		fail(m, "the page of zeros is noted as dirty");
	if (!s.gone[i] && !s.due[i] && is & ~s.flags[i] & NOTED_DIRTY)
		fail(m, "%s is noted as dirty, and nothing was stored there", name);
	if (!s.gone[i])
		same_hex(m, "a flag that is none of yours has changed", is, s.flags[i] | s.due[i] * NOTED_DIRTY);
}

static void check(struct machine *m)
{
	struct range ranges[2 * FRAMES];

	lay(m);
	if (s.got < 0)
		input(m, "get_user_pages has answered %d", s.got);
	else
		input(m, "%d pages; %d bytes %s, from %u on", s.got, s.moved, s.stored ? "stored there" : "taken from there", s.offset);
	for (u32 i = 0; i < FRAMES; i++) {
		ranges[2 * i] = (struct range){ page_at(i) + PAGE_FLAGS, 4 };
		ranges[2 * i + 1] = (struct range){ page_at(i) + PAGE_COUNT, 4 };
	}
	snapshot(m);
	call(m, "release_user_pages", s.array, (u32)s.got, s.offset, (u32)s.moved, s.stored);
	for (u32 i = 0; i < ASKED; i++) {
		struct text name = { 0 };

		add(&name, (s32)i < s.got ? "page %u" : "entry %u of the array, where nothing was held,", i);
		judge_frame(m, s.slot[i], name.s);
	}
	for (u32 i = 0; i < FRAMES; i++)
		if (!s.gone[i] && i != ZEROS && get32(m, page_at(i) + PAGE_COUNT) < s.others[i])
			fail(m, "a count has changed without put_page");
	only_changed(m, "it changes something else than flags and counts", ranges, 2 * FRAMES);
}

/* Another frame in each slot, each held by nobody else or by a few. */
static void plan(struct machine *m, s32 got, u32 stored)
{
	u32 frames[FRAMES - 1];

	for (u32 i = 0; i < FRAMES - 1; i++)
		frames[i] = i + 1;
	shuffle(m, frames, FRAMES - 1);
	for (u32 i = 0; i < ASKED; i++)
		s.slot[i] = frames[i];
	for (u32 i = 0; i < FRAMES; i++) {
		s.others[i] = below(m, 3);
		s.noted[i] = i != ZEROS && below(m, 3) == 0;
	}
	s.got = got;
	s.stored = stored;
	s.offset = below(m, PAGE);
	s.moved = got > 0 ? got * PAGE - (s32)s.offset : 0;
}

/* ---- Cases */

static void taken_from(struct machine *m)
{
	for (s32 got = 1; got <= ASKED; got++) {
		plan(m, got, 0);
		check(m);
	}
}

static void stored_all(struct machine *m)
{
	for (s32 got = 1; got <= ASKED; got++) {
		plan(m, got, 1);
		for (u32 i = 0; i < FRAMES; i++)
			s.others[i] = got & 1 ? s.others[i] : 0;
		check(m);
	}
}

static void a_part(struct machine *m)
{
	plan(m, ASKED, 1);
	s.moved = 1;
	check(m);
	for (u32 i = 0; i < 8; i++) {
		u32 last = below(m, ASKED); /* the last page into which bytes come, or the last but one */

		plan(m, ASKED, 1);
		s.moved = (s32)(last * PAGE + between(m, 1, PAGE - 1) - s.offset);
		s.moved = s.moved < 1 ? 1 : s.moved;
		check(m);
		plan(m, ASKED, 1);
		s.moved = (s32)(between(m, 1, ASKED) * PAGE - s.offset); /* to the end of a page */
		check(m);
		plan(m, ASKED, 1);
		s.moved = (s32)((PAGE - s.offset) + last % (ASKED - 1) * PAGE + 1); /* a byte of the next */
		check(m);
	}
}

static void nothing(struct machine *m)
{
	for (u32 stored = 0; stored < 2; stored++) {
		plan(m, (s32)between(m, 1, ASKED), stored);
		s.moved = 0;
		check(m);
		plan(m, (s32)between(m, 1, ASKED), stored);
		s.moved = -EIO;
		check(m);
		plan(m, -EFAULT, stored);
		check(m);
		s.moved = -EFAULT;
		check(m);
		plan(m, 0, stored);
		check(m);
	}
}

static void not_each_another(struct machine *m)
{
	for (u32 i = 0; i < 6; i++) {
		u32 first = below(m, ASKED), second = (first + between(m, 1, ASKED - 1)) % ASKED;

		plan(m, ASKED, i & 1);
		s.slot[first] = s.slot[second]; /* a file's page, mapped twice */
		s.moved = i & 2 ? (s32)between(m, 1, (ASKED - 1) * PAGE) : s.moved;
		check(m);
		plan(m, ASKED, i & 1);
		s.slot[first] = ZEROS;
		s.slot[second] = i & 2 ? ZEROS : s.slot[second];
		check(m);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, FRAMES);
	row[1] = below(m, 6);
	row[2] = index ? 0 : any(m);
	row[3] = index ? 0 : any(m);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	if (!count)
		return;
	plan(m, (s32)count, rows[2] & 1);
	s.offset = rows[3] % PAGE;
	s.moved = (s32)(rows[2] / 2 % (count * PAGE - s.offset + 1));
	for (u32 i = 0; i < count; i++, rows += 4) {
		s.slot[i] = rows[0] % FRAMES;
		s.others[s.slot[i]] = rows[1] % 3;
		s.noted[s.slot[i]] = s.slot[i] != ZEROS && rows[1] / 3 % 2;
	}
	check(m);
}

static void any_transfer(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = ASKED, .width = 4, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "taken from", 2, taken_from, 0 },
	{ "stored to", 3, stored_all, 0 },
	{ "a part of it", 2, a_part, "stored to" },
	{ "nothing came", 1, nothing, "taken from" },
	{ "not each another page", 1, not_each_another, "stored to" },
	{ "any transfer", 1, any_transfer, "stored to" },
	{ 0 }
};

const struct exercise exercise_get_user_pages_release = { "get-user-pages/release", cases, setup, 0 };
