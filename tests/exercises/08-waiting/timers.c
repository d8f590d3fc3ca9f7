/* SPDX-License-Identifier: MIT */
/* Exercise waiting/timers: a sorted list of ticks that run over, and a list that changes while it is worked off. */
#include "machine.h"

enum { MOST = 8, EXPIRES = 8, TASK = 12, SIZE = 16 };

static struct {
	u32 head, at[MOST], expires[MOST], base;
	u32 again[MOST], stops[MOST]; /* what the woken does: sets it once more, so many ticks from now, if not 0; takes that one out */
	u32 count, line[MOST];                                 /* who should be in the list, in order */
	u32 due, woken, now;                                   /* in run_timers: how many are due at first, and have been woken */
} w;

static u32 task_of(u32 timer)
{
	return 0xC0800000 + 64 * timer;
}

static void begin(struct machine *m, u32 base)
{
	w.head = buffer(m, 8);
	put32(m, w.head, w.head);
	put32(m, w.head + 4, w.head);
	for (u32 i = 0; i < MOST; i++) {
		w.at[i] = buffer(m, SIZE);
		put32(m, w.at[i] + TASK, task_of(i));
		w.again[i] = 0;
		w.stops[i] = MOST;
	}
	w.base = base;
	w.count = 0;
}

static bool in_line(u32 timer)
{
	for (u32 i = 0; i < w.count; i++)
		if (w.line[i] == timer)
			return true;
	return false;
}

static void add_name(struct text *text, u32 timer)
{
	add(text, " %c(%u)", 'a' + timer, w.expires[timer] - w.base);
}

static void add_line(struct text *text)
{
	for (u32 i = 0; i < w.count; i++)
		add_name(text, w.line[i]);
}

/* From the first to the last, and each link back. */
static void add_list(struct machine *m, struct text *text)
{
	u32 at = w.head, next, i, k;

	for (i = 0; i <= MOST; i++) {
		next = readable(m, at, 8) ? get32(m, at) : 0;
		if (!readable(m, next, 8) || get32(m, next + 4) != at) {
			add(text, " (links that do not fit together)");
			return;
		}
		if (next == w.head)
			return;
		for (k = 0; k < MOST && w.at[k] != next; k++)
			;
		if (k < MOST)
			add_name(text, k);
		else
			add(text, " 0x%08x", next);
		at = next;
	}
	add(text, " (and so on)");
}

static void compare(struct machine *m, const char *cause)
{
	struct range ranges[MOST + 1] = { { w.head, 8 } };
	struct text got = { 0 }, wanted = { 0 };

	add_list(m, &got);
	add_line(&wanted);
	same_text(m, cause, got.s, wanted.s);
	for (u32 i = 0; i < MOST; i++)
		ranges[i + 1] = (struct range){ w.at[i], 8 };
	only_changed(m, "it writes where nobody asked it to", ranges, MOST + 1);
}

static void insert(u32 timer)
{
	u32 i = w.count++;

	for (; i > 0 && (s32)(w.expires[w.line[i - 1]] - w.expires[timer]) > 0; i--)
		w.line[i] = w.line[i - 1];
	w.line[i] = timer;
}

static void add_it(struct machine *m, u32 timer, u32 ticks)
{
	struct text text = { 0 };

	w.expires[timer] = w.base + ticks;
	put32(m, w.at[timer] + EXPIRES, w.expires[timer]);
	put32(m, w.at[timer], w.at[timer]);
	put32(m, w.at[timer] + 4, w.at[timer]);
	add_line(&text);
	input(m, "ticks are counted from 0x%08x; in the list:%s; add_timer of %c, for tick %u", w.base, text.s, 'a' + timer, ticks);
	snapshot(m);
	call(m, "add_timer", w.head, w.at[timer]);
	insert(timer);
	compare(m, "the list is not in order");
}

/* Whoever is woken takes another's timer out of the list. */
static void take_out(struct machine *m, u32 timer)
{
	u32 at = w.at[timer], next = get32(m, at), before = get32(m, at + 4), i = 0;

	put32(m, before, next);
	put32(m, next + 4, before);
	put32(m, at, at);
	put32(m, at + 4, at);
	while (w.line[i] != timer)
		i++;
	for (w.count--; i < w.count; i++)
		w.line[i] = w.line[i + 1];
	w.due -= (s32)(w.now - w.expires[timer]) >= 0;
	snapshot(m);
}

static u32 wake_up_process(struct machine *m, const u32 *words, void *context)
{
	struct text got = { 0 }, wanted = { 0 };
	u32 timer = w.count ? w.line[0] : MOST;

	(void)context;
	if (timer == MOST || (s32)(w.now - w.expires[timer]) < 0)
		fail(m, "it wakes somebody, and nobody is due");
	same_hex(m, "it wakes another than whose timer is the next", words[0], task_of(timer));
	for (u32 i = 1; i < w.count; i++)
		w.line[i - 1] = w.line[i];
	w.count--;
	w.woken++;
	add_list(m, &got);
	add_line(&wanted);
	same_text(m, "the list, when somebody is woken, is not as it should be", got.s, wanted.s);
	expect(m, get32(m, w.at[timer]) == w.at[timer] && get32(m, w.at[timer] + 4) == w.at[timer],
	       "the timer of whoever is woken does not point to itself");
	if (w.stops[timer] < MOST && in_line(w.stops[timer]))
		take_out(m, w.stops[timer]);
	if (w.again[timer]) {
		w.expires[timer] = w.now + w.again[timer];
		put32(m, w.at[timer] + EXPIRES, w.expires[timer]);
		call(m, "add_timer", w.head, w.at[timer]);
		insert(timer);
		snapshot(m);
	}
	return 1;
}

static void run_them(struct machine *m, u32 ticks)
{
	struct text text = { 0 };

	w.now = w.base + ticks;
	w.woken = w.due = 0;
	for (u32 i = 0; i < w.count; i++)
		w.due += (s32)(w.now - w.expires[w.line[i]]) >= 0;
	add_line(&text);
	input(m, "ticks are counted from 0x%08x; in the list:%s; run_timers at tick %u", w.base, text.s, ticks);
	service(m, "wake_up_process", wake_up_process, 0);
	snapshot(m);
	call(m, "run_timers", w.head, w.now);
	same(m, "not everybody has been woken who is due", w.woken, w.due);
	compare(m, "the list is not as it should be afterwards");
}

/* ---- Cases */

static u32 early(struct machine *m)
{
	return below(m, 0x40000000);
}

static void in_order(struct machine *m)
{
	u32 order[] = { 0, 1, 2, 3, 4 };

	begin(m, early(m));
	shuffle(m, order, 5);
	for (u32 i = 0; i < 5; i++)
		add_it(m, i, 10 * order[i] + below(m, 9));
}

static void same_tick(struct machine *m)
{
	u32 tick = between(m, 5, 50);

	begin(m, early(m));
	add_it(m, 2, tick);
	add_it(m, 0, tick);
	add_it(m, 3, tick + 1);
	add_it(m, 1, tick);
}

static void due(struct machine *m)
{
	u32 tick = between(m, 5, 50);

	begin(m, early(m));
	run_them(m, 1);
	add_it(m, 0, tick);
	add_it(m, 1, tick + 2);
	add_it(m, 2, tick);
	run_them(m, tick - 1);
	run_them(m, tick);
	run_them(m, tick + 1);
	run_them(m, tick + 5);
}

static void runs_over(struct machine *m)
{
	begin(m, 0U - between(m, 8, 12));
	add_it(m, 0, 3);
	add_it(m, 1, 20);
	add_it(m, 2, 5);
	add_it(m, 3, 17);
	run_them(m, 4);
	run_them(m, 18);
	begin(m, 0x80000000 - between(m, 8, 12));
	add_it(m, 0, 20);
	add_it(m, 1, 3);
	run_them(m, 4);
}

static void again(struct machine *m)
{
	begin(m, early(m));
	add_it(m, 0, 1);
	add_it(m, 1, 2);
	add_it(m, 2, between(m, 6, 9));
	w.again[0] = between(m, 1, 3);
	w.again[1] = between(m, 20, 30);
	run_them(m, 2);
	run_them(m, 10);
}

static void another(struct machine *m)
{
	begin(m, early(m));
	add_it(m, 0, 1);
	add_it(m, 1, 2);
	add_it(m, 2, 2);
	add_it(m, 3, 9);
	w.stops[0] = 1;
	w.stops[2] = 3;
	run_them(m, between(m, 2, 8));
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 4);
	row[1] = below(m, 16 * MOST);
	row[2] = below(m, 12);
	row[3] = below(m, 3) * below(m, 6);
	row[4] = index ? 0 : any(m);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	u32 tick = 0;

	if (!count)
		return;
	begin(m, rows[4]);
	for (u32 i = 0; i < count; i++, rows += 5) {
		u32 timer = rows[1] % MOST;

		if (rows[0] % 4 == 0) {
			run_them(m, tick += rows[2] % 12);
		} else if (!in_line(timer)) {
			w.again[timer] = rows[3] % 12;
			w.stops[timer] = rows[1] / MOST;
			add_it(m, timer, tick + rows[2] % 12);
		}
	}
}

static void show(struct text *text, const u32 *row)
{
	if (row[0] % 4 == 0)
		add(text, "%u ticks pass", row[2] % 12);
	else
		add(text, "add %c, in %u ticks, and %u after it", 'a' + row[1] % MOST, row[2] % 12, row[3] % 12);
}

static void any_order(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 20, .rows = 20, .width = 5, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "in order", 2, in_order, 0 },
	{ "the same tick", 2, same_tick, "in order" },
	{ "due", 3, due, "in order" },
	{ "the counter runs over", 2, runs_over, "due" },
	{ "again", 1, again, "due" },
	{ "another's", 1, another, "due" },
	{ "any order", 4, any_order, "due" },
	{ 0 }
};

const struct exercise exercise_waiting_timers = { "waiting/timers", cases, 0, 0 };
