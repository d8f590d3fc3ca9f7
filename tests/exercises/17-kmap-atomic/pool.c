/* SPDX-License-Identifier: MIT */
/*
 * Exercise kmap-atomic/pool. The test has a pool of its own, and moves it with each call and each service; what the learner's does
 * is held against it. While the learner's sleeps, the test plays the others: a list of what they do each time says how.
 */
#include "machine.h"

enum { PLACES = 8, SIZE = 4 * (2 * PLACES + 1), STEPS = 4 };

/* What others do while it sleeps: nothing; a user less; a place that nobody uses; that, and it is taken for another page, for the
 * very page, for the very page and given back; two places given back, flushed, and one of them taken; that, and one more is given back. */
enum { NOTHING, ONE_LESS, GIVEN, TAKEN, SAME_PAGE, SAME_AND_GIVEN, FLUSHED, FLUSHED_AND_GIVEN, KINDS };
static const char *const others[KINDS] = {
	"nothing happens", "one user less has a place", "a place is given back", "a place is given back, and taken for another page",
	"a place is given back, and the very page is mapped there", "a place is given back, and the very page was mapped there and given back",
	"two places are given back, and others flush and take one", "two places are given back, others flush and take one, and one more is given back",
};

struct pool {
	u32 page[PLACES], count[PLACES], next;
};

static struct {
	u32 at, first;           /* the learner's pool; the number of page 0 */
	struct pool is;          /* what it must be */
	u32 page, fresh;         /* the one that is wanted; others' new ones */
	bool giving;
	struct {
		u32 kind, place;
	} plan[STEPS];
	u32 sleeps;
	struct text story;
} f;

static void setup(struct machine *m)
{
	f.at = buffer(m, SIZE);
}

/* ---- The pool as it must be */

static u32 place_of(u32 page)
{
	u32 n = 0;

	while (n < PLACES && f.is.page[n] != page)
		n++;
	return n;
}

static u32 next_free(void)
{
	u32 n = f.is.next;

	while (n < PLACES && f.is.count[n])
		n++;
	return n;
}

static u32 unused(void)
{
	u32 n = 0;

	while (n < PLACES && f.is.count[n] != 1)
		n++;
	return n;
}

static void forget(void)
{
	for (u32 n = 0; n < PLACES; n++)
		if (f.is.count[n] == 1)
			f.is.count[n] = f.is.page[n] = 0;
	f.is.next = 0;
}

static void take_it(u32 n, u32 page)
{
	f.is.page[n] = page;
	f.is.count[n] = 2;
	f.is.next = n + 1;
}

static void show_pool(void)
{
	for (u32 n = 0; n < PLACES; n++)
		if (f.is.count[n])
			add(&f.story, " %u: page %u, number %u;", n, f.is.page[n] - f.first, f.is.count[n]);
		else
			add(&f.story, " %u: free;", n);
	add(&f.story, " next %u", f.is.next);
}

/* The learner's pool is as it must be. */
static void compare(struct machine *m, const char *number, const char *page)
{
	for (u32 n = 0; n < PLACES; n++) {
		if (get32(m, f.at + 4 * (PLACES + n)) != f.is.count[n])
			fail(m, "%s: place %u has the number %u, and not %u", number, n, get32(m, f.at + 4 * (PLACES + n)), f.is.count[n]);
		if (get32(m, f.at + 4 * n) != f.is.page[n])
			fail(m, "%s: place %u", page, n);
	}
}

/* ---- Services */

static u32 flush_places(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	add(&f.story, "\nflush_places");
	input(m, "%s", f.story.s);
	if (f.giving)
		fail(m, "give_place flushes: it is the one who takes who needs it");
	if (place_of(f.page) < PLACES)
		fail(m, "it flushes, and the page is shown at place %u", place_of(f.page));
	if (next_free() < PLACES)
		fail(m, "it flushes, and has not come to the end: place %u is free", next_free());
	if (unused() == PLACES)
		fail(m, "a flush for nothing: no place becomes free");
	forget();
	for (u32 n = 0; n < PLACES; n++) {
		if (!f.is.count[n] && get32(m, f.at + 4 * n))
			fail(m, "place %u still shows its page while the processor is told to forget it", n);
		if (f.is.count[n] && (get32(m, f.at + 4 * n) != f.is.page[n] || get32(m, f.at + 4 * (PLACES + n)) != f.is.count[n]))
			fail(m, "it takes place %u from those who use it", n);
	}
	return 0;
}

/* Somebody else's page, for which there was no place. */
static void other_takes(u32 page)
{
	forget();
	take_it(next_free(), page);
}

static void play(struct machine *m, u32 kind, u32 place)
{
	add(&f.story, "\nit sleeps, and %s: place %u", others[kind], place);
	if (kind == ONE_LESS && f.is.count[place] > 2)
		f.is.count[place]--;
	if (kind >= GIVEN)
		f.is.count[place] = 1;
	if (kind >= FLUSHED)
		f.is.count[(place + 3) % PLACES] = 1;
	if (kind == TAKEN || kind >= FLUSHED)
		other_takes(f.first + 1000 + f.fresh++);
	if (kind == FLUSHED_AND_GIVEN)
		f.is.count[(place + 5) % PLACES] = 1;
	if (kind == SAME_PAGE || kind == SAME_AND_GIVEN)
		other_takes(f.page);
	if (kind == SAME_AND_GIVEN)
		f.is.count[place_of(f.page)] = 1;
	add(&f.story, ".\nThen");
	show_pool();
	put(m, f.at, &f.is, SIZE);
	input(m, "%s", f.story.s);
}

static u32 wait_for_place(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	if (f.giving)
		fail(m, "give_place waits");
	if (place_of(f.page) < PLACES)
		fail(m, "it waits, and the page is shown at place %u", place_of(f.page));
	if (next_free() < PLACES)
		fail(m, "it waits, and place %u is free", next_free());
	if (unused() < PLACES)
		fail(m, "it waits, and nobody uses place %u: a flush makes it free", unused());
	compare(m, "what others find while it sleeps is wrong", "others find another page while it sleeps");
	f.is.next = PLACES;
	play(m, f.sleeps < STEPS ? f.plan[f.sleeps].kind % KINDS : GIVEN, f.plan[f.sleeps % STEPS].place % PLACES);
	f.sleeps++;
	return 0;
}

static u32 wake_waiters(struct machine *m, const u32 *words, void *context)
{
	(void)words, (void)context;
	expect(m, f.giving, "take_place wakes those who wait");
	return 0;
}

/* ---- One call, judged */

static void begin(struct machine *m, const char *what, u32 number, bool giving)
{
	f.story.length = 0;
	f.giving = giving;
	f.sleeps = 0;
	put(m, f.at, &f.is, SIZE);
	service(m, "flush_places", flush_places, 0);
	service(m, "wait_for_place", wait_for_place, 0);
	service(m, "wake_waiters", wake_waiters, 0);
	forget_calls(m);
	add(&f.story, "%s %u:", what, number);
	show_pool();
	input(m, "%s", f.story.s);
	snapshot(m);
}

static void end(struct machine *m)
{
	compare(m, "a number is wrong", "it shows another page");
	same(m, "next is not where the search goes on", get32(m, f.at + 8 * PLACES), f.is.next);
	only_changed(m, "it changes something that is not the pool", &(struct range){ f.at, SIZE }, 1);
}

static void take(struct machine *m, u32 page)
{
	u32 got, n;

	f.page = f.first + page;
	begin(m, "take_place for page", page, false);
	got = call(m, "take_place", f.at, f.page);
	add(&f.story, "\nit answers %u", got);
	input(m, "%s", f.story.s);
	if (got >= PLACES)
		fail(m, "%u is no place", got);
	n = place_of(f.page);
	if (n < PLACES) {
		same(m, "the page is shown already, and the answer is another place", got, n);
		f.is.count[n]++;
	} else {
		n = next_free();
		if (n == PLACES && f.is.count[got] == 1)
			fail(m, "it gives away a place that still shows another page, and the processor was not told");
		if (n == PLACES)
			fail(m, "it gives away a place that others use");
		same(m, "the answer is not the next free place", got, n);
		take_it(n, f.page);
	}
	end(m);
}

static void give(struct machine *m, u32 place)
{
	u32 woken;

	begin(m, "give_place of", place, true);
	f.is.count[place]--;
	call(m, "give_place", f.at, place);
	woken = calls(m, "wake_waiters");
	if (f.is.count[place] == 1)
		same(m, "nobody uses the place any more, and those who wait are not woken, or not once", woken, 1);
	else
		same(m, "somebody still uses the place, and those who wait are woken", woken, 0);
	end(m);
}

/* ---- Pools that can be: before next no place is free. Each has a page of its own, from 0 on. */

static void lay(struct machine *m, u32 next, u32 most_free)
{
	f.first = between(m, 1, 0xFFFF0000);
	f.fresh = 0;
	f.is.next = next;
	for (u32 n = 0; n < PLACES; n++) {
		f.is.count[n] = n >= next && below(m, 8) < most_free ? 0 : between(m, 2, 5);
		f.is.page[n] = f.is.count[n] ? f.first + n : 0;
	}
}

static void leave(u32 place)
{
	f.is.count[place] = 1;
	f.is.page[place] = f.first + place;
}

/* ---- Cases */

static void find(struct machine *m)
{
	for (u32 n = 0; n < PLACES; n++) {
		lay(m, below(m, PLACES + 1), 5);
		leave(n);
		take(m, n);
		take(m, n);
		lay(m, PLACES, 0);
		leave(below(m, PLACES)); /* a flush could be */
		take(m, n);
	}
}

static void in_order(struct machine *m)
{
	lay(m, 0, 8);
	for (u32 n = 0; n < PLACES; n++)
		take(m, 100 + n);
	for (u32 i = 0; i < 8; i++) {
		u32 free = between(m, i % PLACES, PLACES - 1);

		lay(m, i % PLACES, 4);
		leave(below(m, PLACES));
		f.is.count[free] = f.is.page[free] = 0;
		while (next_free() < PLACES)
			take(m, 100 + f.fresh++);
	}
}

static void one_flush(struct machine *m)
{
	for (u32 n = 0; n < PLACES; n++) {
		lay(m, below(m, PLACES + 1), 0);
		leave(n);
		take(m, 100);
		lay(m, PLACES, 0);
		leave(n);
		leave(below(m, PLACES));
		leave(below(m, PLACES));
		take(m, 100);
		while (next_free() < PLACES)
			take(m, 101 + f.fresh++);
	}
}

static void give_back(struct machine *m)
{
	for (u32 n = 0; n < PLACES; n++) {
		lay(m, below(m, PLACES + 1), 3);
		f.is.page[n] = f.first + n;
		f.is.count[n] = between(m, 3, 5);
		while (f.is.count[n] > 1)
			give(m, n);
		take(m, n);
	}
}

static void plan(struct machine *m, u32 first, u32 second)
{
	for (u32 i = 0; i < STEPS; i++) {
		f.plan[i].kind = i == 0 ? first : i == 1 ? second : below(m, KINDS);
		f.plan[i].place = below(m, PLACES);
	}
}

static void full(struct machine *m)
{
	for (u32 kind = 0; kind < KINDS; kind++)
		for (u32 i = 0; i < 3; i++) {
			lay(m, i ? PLACES : below(m, PLACES), 0);
			plan(m, i == 1 ? below(m, KINDS) : kind, i == 1 ? kind : below(m, KINDS));
			take(m, 100);
		}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 5);
	row[1] = below(m, 12);
	row[2] = below(m, KINDS);
	row[3] = below(m, PLACES);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	if (row[0] % 5 < 3)
		add(text, "page %u is taken; if it sleeps, %s, place %u", row[1] % 12, others[row[2] % KINDS], row[3] % PLACES);
	else
		add(text, "place %u is given back, if it is in use", row[1] % PLACES);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	f.first = 7;
	f.fresh = 0;
	f.is = (struct pool){ .next = 0 };
	for (; count; count--, rows += 4) {
		for (u32 i = 0; i < STEPS; i++) {
			f.plan[i].kind = i ? GIVEN : rows[2];
			f.plan[i].place = rows[3] + i;
		}
		if (rows[0] % 5 < 3)
			take(m, rows[1] % 12);
		else if (f.is.count[rows[1] % PLACES] > 1)
			give(m, rows[1] % PLACES);
	}
}

static void any_traffic(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 12, .rows = 40, .width = 4, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "a page that is there", 2, find, 0 },
	{ "one after the other", 3, in_order, 0 },
	{ "a flush", 4, one_flush, "one after the other" },
	{ "given back", 2, give_back, "a page that is there" },
	{ "full", 3, full, "a flush" },
	{ "any traffic", 2, any_traffic, "given back" },
	{ 0 }
};

const struct exercise exercise_kmap_atomic_pool = { "kmap-atomic/pool", cases, setup, 0 };
