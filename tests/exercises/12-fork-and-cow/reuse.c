/* SPDX-License-Identifier: MIT */
/*
 * Exercise fork-and-cow/reuse. Lives of one page are played: processes store, fork and end, and the kernel holds for them. Each
 * decision is judged where it is made, so that the page is always in a state to which right decisions have led.
 */
#include "machine.h"

enum { PROCESSES = 4, FRAMES = 12, ZEROS = 0, NONE = FRAMES };
enum { STORES, FORKS, HOLDS, LETS_GO, ENDS, DEEDS };

static const char *const deeds[DEEDS] = { "stores", "forks", "is held for", "is let go of", "ends" };

static struct {
	u32 page;
	u32 frame[PROCESSES];              /* which one each process has, or NONE: not born, or ended */
	bool writable[PROCESSES];
	u32 held[PROCESSES];               /* how often for this process; in the frame that it has */
	u32 mapped[FRAMES], flags[FRAMES]; /* the entries that name it */
	u32 used;                          /* frames that there have been */
	struct text story;
} s;

static void setup(struct machine *m)
{
	s.page = buffer(m, SIZEOF_PAGE);
}

static u32 holds(u32 frame)
{
	u32 sum = 0;

	for (u32 i = 0; i < PROCESSES; i++)
		sum += s.frame[i] == frame ? s.held[i] : 0;
	return sum;
}

static void give(struct machine *m, u32 who)
{
	u32 frame = ++s.used;

	s.mapped[frame] = 1;
	s.flags[frame] = below(m, 2) ? HIGH : 0;
	s.frame[who] = frame;
	s.writable[who] = true;
	s.held[who] = 0;
}

static void leave(u32 who)
{
	s.mapped[s.frame[who]]--;
	s.frame[who] = NONE;
}

/* ---- A decision */

static bool ask(struct machine *m, const char *function, u32 frame)
{
	u32 mapped = s.mapped[frame], count = mapped + holds(frame);
	bool copy;

	/* What is said of the page of zeros means nothing. */
	if (frame == ZEROS) {
		mapped = below(m, 4);
		count = below(m, 4);
		add(&s.story, "\n%s: a reserved page, and says a count of %u and %u entries", function, count, mapped);
	} else {
		add(&s.story, "\n%s: a count of %u, %u of them entries", function, count, mapped);
	}
	input(m, "%s", s.story.s);
	fill(m, s.page, 0xA5, SIZEOF_PAGE);
	put32(m, s.page + PAGE_FLAGS, s.flags[frame]);
	put32(m, s.page + PAGE_COUNT, count);
	put32(m, s.page + PAGE_PRIVATE, any(m));
	snapshot(m);
	copy = call(m, function, s.page, mapped) & 0xFF;
	only_changed(m, "it changes the page: this is a decision, and no more", 0, 0);
	add(&s.story, copy ? ": a copy" : ": no copy");
	input(m, "%s", s.story.s);
	return copy;
}

static void store(struct machine *m, u32 who)
{
	u32 frame = s.frame[who];
	bool copy, needed = frame == ZEROS || s.mapped[frame] > 1;

	if (s.writable[who])
		return;
	copy = ask(m, "copy_at_store", frame);
	if (!copy && frame == ZEROS)
		fail(m, "the store goes into the page of zeros: every program finds it there");
	if (!copy && needed)
		fail(m, "the store goes into a frame that others have in their entries: they find what was not stored for them");
	if (copy && !needed)
		fail(m, holds(frame) ? "the program leaves for a copy, and the kernel still holds the old frame for it: they no longer see the same" :
				       "a copy that nobody needs: nobody else has the frame");
	if (copy) {
		leave(who);
		give(m, who);
	}
	s.writable[who] = true;
}

static void fork(struct machine *m, u32 who)
{
	u32 frame = s.frame[who], child = 0;
	bool copy;

	while (child < PROCESSES && s.frame[child] != NONE)
		child++;
	if (child == PROCESSES)
		return;
	copy = ask(m, "copy_at_fork", frame);
	if (copy && frame == ZEROS)
		fail(m, "zeros are copied for a child: it can have the page of zeros as well");
	if (!copy && holds(frame))
		fail(m, "parent and child have the frame, and the kernel holds it for the parent: whose next store is a copy, and then they do not see the same");
	if (copy && !holds(frame))
		fail(m, "a copy for a child that may never store: nothing speaks against one frame for both");
	if (copy) {
		give(m, child);
	} else {
		s.frame[child] = frame;
		s.mapped[frame]++;
		s.held[child] = 0;
		s.writable[who] = s.writable[child] = false;
	}
}

static void hold(struct machine *m, u32 who)
{
	u32 frame = s.frame[who];
	bool copy, needed = frame == ZEROS || s.mapped[frame] > 1;

	copy = ask(m, "copy_at_hold", frame);
	if (!copy && frame == ZEROS)
		fail(m, "the kernel holds the page of zeros for a program, whose first store is a copy: then they do not see the same");
	if (!copy && needed)
		fail(m, "the kernel holds a frame that others have, too: the program's next store is a copy, and then they do not see the same");
	if (copy && !needed)
		fail(m, holds(frame) ? "a second holder gets a copy, and the first one keeps the old frame" :
				       "a copy that nobody needs: nobody else has the frame");
	if (copy) {
		leave(who);
		give(m, who);
	}
	s.held[who]++;
}

/* ---- A life */

static void begin(struct machine *m, bool zeros)
{
	for (u32 i = 0; i < PROCESSES; i++)
		s.frame[i] = NONE;
	s.used = s.story.length = 0;
	s.flags[ZEROS] = RESERVED;
	s.mapped[ZEROS] = 1;
	give(m, 0);
	if (zeros) {
		leave(0);
		s.frame[0] = ZEROS;
		s.writable[0] = false;
	}
	add(&s.story, zeros ? "A has the page of zeros" : "A has a page of its own");
}

static void happen(struct machine *m, u32 deed, u32 who)
{
	if (s.frame[who] == NONE || (deed == LETS_GO && !s.held[who]) || (deed != ENDS && s.used + 1 >= FRAMES))
		return;
	add(&s.story, deed == HOLDS || deed == LETS_GO ? "\n%c's page %s" : "\n%c %s", 'A' + who, deeds[deed]);
	if (deed == STORES)
		store(m, who);
	else if (deed == FORKS)
		fork(m, who);
	else if (deed == HOLDS)
		hold(m, who);
	else if (deed == LETS_GO)
		s.held[who]--;
	else
		leave(who);
}

/* ---- Cases */

/* There are n, all of them A's descendants; then each stores or ends, in every order. */
static void everybody(struct machine *m, bool zeros, u32 n)
{
	/* Those of the first two come first, then what the third adds. */
	static const u8 orders[24][PROCESSES] = {
		{ 0, 1, 2, 3 }, { 1, 0, 2, 3 }, { 0, 2, 1, 3 }, { 2, 0, 1, 3 }, { 1, 2, 0, 3 }, { 2, 1, 0, 3 }, { 0, 1, 3, 2 }, { 1, 0, 3, 2 },
		{ 0, 2, 3, 1 }, { 2, 0, 3, 1 }, { 1, 2, 3, 0 }, { 2, 1, 3, 0 }, { 0, 3, 1, 2 }, { 1, 3, 0, 2 }, { 0, 3, 2, 1 }, { 2, 3, 0, 1 },
		{ 1, 3, 2, 0 }, { 2, 3, 1, 0 }, { 3, 0, 1, 2 }, { 3, 1, 0, 2 }, { 3, 0, 2, 1 }, { 3, 2, 0, 1 }, { 3, 1, 2, 0 }, { 3, 2, 1, 0 },
	};

	static const u32 number[PROCESSES + 1] = { 1, 1, 2, 6, 24 };

	for (u32 order = 0; order < number[n]; order++)
		for (u32 ends = 0; ends < 1U << n; ends++) {
			begin(m, zeros);
			for (u32 i = 1; i < n; i++)
				happen(m, FORKS, below(m, i));
			for (u32 i = 0; i < n; i++)
				happen(m, ends >> i & 1 ? ENDS : STORES, orders[order][i]);
		}
}

static void stores(struct machine *m)
{
	for (u32 n = 1; n <= PROCESSES; n++)
		everybody(m, false, n);
}

static void zeros(struct machine *m)
{
	everybody(m, true, 3);
	begin(m, true);
	happen(m, HOLDS, 0);
	happen(m, STORES, 0);
}

static void holder(struct machine *m)
{
	begin(m, false);
	happen(m, HOLDS, 0);
	happen(m, FORKS, 0);
	happen(m, LETS_GO, 0);
	happen(m, FORKS, 0);
	happen(m, HOLDS, 0);
	happen(m, HOLDS, 0);
	happen(m, FORKS, 0);
	begin(m, false);
	happen(m, FORKS, 0);
	happen(m, ENDS, 1);
	happen(m, HOLDS, 0);
	happen(m, STORES, 0);
}

/* Three deeds of A's and B's, whichever they are, and a store of each. */
static void three(struct machine *m)
{
	for (u32 code = 0; code < 1000; code++) {
		begin(m, below(m, 4) == 0);
		happen(m, FORKS, 0);
		for (u32 left = code, i = 0; i < 3; i++, left /= 10)
			happen(m, left % 10 / 2, left % 2);
		happen(m, STORES, 0);
		happen(m, STORES, 1);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, DEEDS);
	row[1] = below(m, PROCESSES);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "%c: %s", 'A' + row[1] % PROCESSES, deeds[row[0] % DEEDS]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	begin(m, false);
	for (; count--; rows += 2)
		happen(m, rows[0] % DEEDS, rows[1] % PROCESSES);
}

static void any_life(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 16, .width = 2, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "everybody stores or ends", 3, stores, 0 },
	{ "the page of zeros", 2, zeros, 0 },
	{ "a holder", 2, holder, "everybody stores or ends" },
	{ "three deeds", 2, three, "a holder" },
	{ "any life", 1, any_life, "a holder" },
	{ 0 }
};

const struct exercise exercise_fork_and_cow_reuse = { "fork-and-cow/reuse", cases, setup, 0 };
