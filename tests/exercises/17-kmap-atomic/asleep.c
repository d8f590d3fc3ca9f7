/* SPDX-License-Identifier: MIT */
/*
 * Exercise kmap-atomic/asleep. A trace is made event by event, as a kernel would, by somebody who knows what is open: so the test
 * knows what is to be found before the learner's function is asked.
 */
#include "machine.h"

enum { KMAP_ATOMIC, KUNMAP_ATOMIC, SPIN_LOCK, SPIN_UNLOCK, IRQ_ENTER, IRQ_EXIT, KMAP, KUNMAP, DOWN_READ, UP_READ, COPY_TO_USER, COPY_USER,
       ALLOC_PAGE, PUT_PAGE, SCHEDULE, WAKE_UP };
enum { MOST = 64, NONE = ~0U };
static const char *const names[] = {
	"kmap_atomic", "kunmap_atomic", "spin_lock", "spin_unlock", "irq_enter", "irq_exit", "kmap", "kunmap", "down_read", "up_read",
	"copy_to_user", "__copy_user", "alloc_page", "put_page", "schedule", "wake_up",
};

struct event {
	u32 what, with, easy;
};

static struct {
	u32 at, since;              /* the learner's */
	struct event trace[MOST];
	u32 n, open[MOST], opened;  /* what is open, by index, in the order in which it began */
	u32 asleep, forbids;        /* what is to be found, or NONE */
} f;

static void setup(struct machine *m)
{
	f.at = buffer_at_end(m, MOST * sizeof(struct event));
	f.since = buffer(m, 4);
	f.n = f.opened = 0;
	f.asleep = NONE;
}

/* ---- A trace */

static bool may_sleep(u32 what, u32 with)
{
	return what == KMAP || what == DOWN_READ || what == COPY_TO_USER || what == SCHEDULE || (what == ALLOC_PAGE && with & GFP_WAIT);
}

/* Which of those that are open; or opened. */
static u32 which_open(u32 what, u32 with)
{
	u32 i = 0;

	while (i < f.opened && !(f.trace[f.open[i]].what == what && f.trace[f.open[i]].with == with))
		i++;
	return i;
}

static void event(struct machine *m, u32 what, u32 with)
{
	if (f.n == MOST)
		fail(m, "this trace has no room for one event more: the test is wrong");
	if (may_sleep(what, with) && f.opened && f.asleep == NONE) {
		f.asleep = f.n;
		f.forbids = f.open[f.opened - 1];
	}
	if (what <= IRQ_EXIT && what % 2) {
		for (u32 i = which_open(what - 1, with); i + 1 < f.opened; i++)
			f.open[i] = f.open[i + 1];
		f.opened--;
	} else if (what <= IRQ_EXIT) {
		f.open[f.opened++] = f.n;
	}
	f.trace[f.n++] = (struct event){ what, with, below(m, 2) };
}

static void say(struct text *text, u32 index)
{
	const struct event *e = &f.trace[index];

	add(text, "%u: %s", index, names[e->what]);
	if (e->what <= IRQ_EXIT)
		add(text, " %x", e->with);
	else if (e->what == ALLOC_PAGE)
		add(text, e->with & GFP_WAIT ? " with __GFP_WAIT" : " without __GFP_WAIT");
}

static void judge(struct machine *m)
{
	u32 place = f.at + (MOST - f.n) * sizeof(struct event), got, since; /* behind the last event is no memory */
	struct text story = { 0 };

	for (u32 i = 0; i < f.n; i++) {
		say(&story, i);
		add(&story, "\n");
	}
	put(m, place, f.trace, f.n * sizeof(struct event));
	put32(m, f.since, NONE);
	snapshot(m);
	input(m, "%s", story.s);
	got = call(m, "find_sleep", place, f.n, f.since);
	since = get32(m, f.since);
	add(&story, "it answers %u, and since is %d", got, (s32)since);
	input(m, "%s", story.s);
	only_changed(m, "it changes something else than *since", &(struct range){ f.since, 4 }, 1);
	if (got > f.n)
		fail(m, "%u is no event, and not n", got);
	if (f.asleep == NONE && got < f.n)
		fail(m, "a false alarm: %s at %u is right", names[f.trace[got].what], got);
	if (f.asleep == NONE && since != NONE)
		fail(m, "there is nothing to be found, and *since is stored");
	if (f.asleep == NONE)
		return;
	if (got < f.asleep)
		fail(m, "a false alarm: %s at %u is right", names[f.trace[got].what], got);
	if (got > f.asleep)
		fail(m, "it does not find %s at %u: what began at %u, %s, is open", names[f.trace[f.asleep].what], f.asleep, f.forbids, names[f.trace[f.forbids].what]);
	if (since >= f.n)
		fail(m, "*since is no event");
	if (since != f.forbids)
		fail(m, "*since is %u, %s; what is open and began last is %u, %s", since, names[f.trace[since].what], f.forbids, names[f.trace[f.forbids].what]);
}

static void anew(void)
{
	f.n = f.opened = 0;
	f.asleep = NONE;
}

/* ---- What a kernel does, and does well */

static u32 frame(struct machine *m)
{
	return 0xC0400000 + 32 * below(m, 16384);
}

/* A page for the cache is filled, and read with both copies. */
static void reads(struct machine *m)
{
	u32 page = frame(m), semaphore = 0xC0180000 + 16 * below(m, 99);

	event(m, DOWN_READ, semaphore);
	event(m, ALLOC_PAGE, GFP_WAIT | GFP_HIGHMEM);
	event(m, KMAP_ATOMIC, A_TASKS);
	event(m, COPY_USER, any(m));
	event(m, KUNMAP_ATOMIC, A_TASKS);
	event(m, KMAP, page);
	event(m, COPY_TO_USER, any(m));
	event(m, KUNMAP, page);
	event(m, UP_READ, semaphore);
	event(m, PUT_PAGE, page);
}

/* Two windows, closed in the order in which they were opened. */
static void copies(struct machine *m)
{
	event(m, KMAP_ATOMIC, A_TASKS);
	event(m, KMAP_ATOMIC, A_TASKS_SECOND);
	event(m, KUNMAP_ATOMIC, A_TASKS);
	event(m, KUNMAP_ATOMIC, A_TASKS_SECOND);
}

static void handles(struct machine *m)
{
	u32 line = below(m, 16);

	event(m, IRQ_ENTER, line);
	event(m, ALLOC_PAGE, GFP_HIGH);
	event(m, KMAP_ATOMIC, A_HANDLERS);
	event(m, KUNMAP_ATOMIC, A_HANDLERS);
	event(m, WAKE_UP, any(m));
	event(m, IRQ_EXIT, line);
}

static void locks(struct machine *m)
{
	u32 lock = 0xC0190000 + 4 * below(m, 99);

	event(m, SPIN_LOCK, lock);
	event(m, ALLOC_PAGE, below(m, 2) ? GFP_HIGH : GFP_HIGHMEM);
	event(m, UP_READ, any(m));
	event(m, PUT_PAGE, frame(m));
	event(m, SPIN_UNLOCK, lock);
}

enum { ALL = 4 };
static void (*const well[ALL])(struct machine *) = { reads, copies, handles, locks };

/* So many of them, in some order. */
static void before(struct machine *m, u32 pieces)
{
	u32 first = below(m, ALL);

	anew();
	for (u32 i = 0; i < pieces; i++)
		well[(first + i) % ALL](m);
}

/* ---- Cases */

static void in_window(struct machine *m, u32 pieces, u32 what, u32 with)
{
	u32 type = below(m, TYPES);

	before(m, pieces);
	event(m, KMAP_ATOMIC, type);
	event(m, COPY_USER, any(m));
	event(m, what, with);
	event(m, KUNMAP_ATOMIC, type);
	judge(m);
}

static void five_bugs(struct machine *m)
{
	for (u32 i = 0; i < 4; i++) {
		u32 pieces = i ? i - 1 : ALL;

		in_window(m, pieces, COPY_TO_USER, any(m));
		in_window(m, pieces, KMAP, frame(m));
		before(m, pieces);
		event(m, SPIN_LOCK, 0xC01A0000 + 4 * below(m, 99));
		event(m, DOWN_READ, any(m));
		judge(m);
		before(m, pieces);
		event(m, IRQ_ENTER, below(m, 16));
		event(m, WAKE_UP, any(m));
		event(m, SCHEDULE, 0);
		judge(m);
		in_window(m, pieces, ALLOC_PAGE, GFP_WAIT | (below(m, 2) ? GFP_HIGHMEM : 0));
		in_window(m, pieces, ALLOC_PAGE, GFP_WAIT | GFP_HIGH);
	}
}

/* Right traces; each is followed, with the same beginning, by one that is wrong at its end. */
static void no_alarm(struct machine *m)
{
	for (u32 i = 0; i < 12; i++) {
		before(m, i / 4);
		well[i % ALL](m);
		judge(m);
		event(m, SCHEDULE, 0);
		judge(m);
		event(m, SPIN_LOCK, any(m));
		event(m, SCHEDULE, 0);
		judge(m);
	}
	anew();
	judge(m);
	event(m, IRQ_ENTER, 0); /* not over when the trace ends */
	event(m, KMAP_ATOMIC, A_HANDLERS);
	judge(m);
}

static void since_when(struct machine *m)
{
	for (u32 i = 0; i < 6; i++) {
		u32 same_number = below(m, TYPES);

		before(m, below(m, 3));
		event(m, KMAP_ATOMIC, A_TASKS);
		event(m, KMAP_ATOMIC, A_TASKS_SECOND);
		event(m, i % 2 ? KUNMAP_ATOMIC : COPY_USER, i % 2 ? A_TASKS : 1);
		event(m, COPY_TO_USER, 0);
		judge(m);
		before(m, below(m, 3));
		event(m, KMAP_ATOMIC, A_TASKS);
		handles(m);
		event(m, KMAP_ATOMIC, A_TASKS_SECOND);
		event(m, KUNMAP_ATOMIC, A_TASKS_SECOND);
		event(m, DOWN_READ, any(m));
		event(m, SCHEDULE, 0); /* the second, and what is open is no news */
		judge(m);
		before(m, below(m, 2)); /* one number, three things */
		event(m, SPIN_LOCK, same_number);
		event(m, IRQ_ENTER, same_number);
		event(m, KMAP_ATOMIC, same_number);
		event(m, i % 3 == 0 ? KUNMAP_ATOMIC : WAKE_UP, same_number);
		if (i % 3 == 0)
			event(m, IRQ_EXIT, same_number);
		event(m, KMAP, same_number);
		judge(m);
		before(m, 1);
		event(m, SPIN_LOCK, same_number);
		event(m, KMAP_ATOMIC, same_number);
		event(m, SPIN_UNLOCK, same_number);
		event(m, SCHEDULE, 0);
		judge(m);
	}
}

/* As much as there can be, and all of it open: one bit tells each lock from the first. */
static void at_the_last(struct machine *m)
{
	for (u32 closed = 0; closed < 2; closed++) {
		anew();
		event(m, SPIN_LOCK, 1);
		for (u32 bit = 4; bit < 32; bit++)
			event(m, SPIN_LOCK, 1 | 1U << bit);
		for (u32 bit = 31; closed && bit >= 4; bit--)
			event(m, SPIN_UNLOCK, 1 | 1U << bit);
		while (f.n < MOST - 1)
			event(m, COPY_USER, any(m));
		event(m, SCHEDULE, 0);
		judge(m);
	}
}

/* What a row asks for, as far as it can be now. */
static void any_event(struct machine *m, u32 what, u32 with)
{
	static const u32 mild[] = { KUNMAP, UP_READ, COPY_USER, PUT_PAGE, WAKE_UP }, sleepy[] = { KMAP, DOWN_READ, COPY_TO_USER, SCHEDULE, ALLOC_PAGE };

	if (what < 6) { /* one of three begins; or ends, if it is open */
		u32 begins = what / 2 * 2, is_open = which_open(begins, with % 5) < f.opened;

		if (is_open || !(what % 2))
			event(m, begins + is_open, with % 5);
	} else if (what == 6 && f.opened) {
		event(m, f.trace[f.open[with % f.opened]].what + 1, f.trace[f.open[with % f.opened]].with);
	} else if (what < 9 && f.opened) {
		event(m, mild[with % 5], with);
	} else {
		event(m, sleepy[with % 5], GFP_WAIT);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 20) ? below(m, 9) : 9;
	row[1] = below(m, 20);
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	anew();
	for (; count; count--, rows += 2)
		any_event(m, rows[0] % 10, rows[1]);
	judge(m);
}

static void any_trace(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 40, .width = 2, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "five bugs", 5, five_bugs, 0 },
	{ "no alarm", 3, no_alarm, "five bugs" },
	{ "since when", 3, since_when, "five bugs" },
	{ "at the last", 1, at_the_last, "since when" },
	{ "any trace", 2, any_trace, "five bugs" },
	{ 0 }
};

const struct exercise exercise_kmap_atomic_asleep = { "kmap-atomic/asleep", cases, setup, 0 };
