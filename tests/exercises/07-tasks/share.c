/* SPDX-License-Identifier: MIT */
/* Exercise tasks/share: two lists, and whoever has used up its share waits for all the others. */
#include "machine.h"

enum { MOST = 8, ACTIVE = 0, EXPIRED = 8, TICKS = 8, SIZE = 12 };

struct line {
	u32 count, task[MOST];
};

static struct {
	u32 queue, at[MOST], ticks[MOST], share;
	bool queued[MOST];
	struct line active, expired;
} w;

static void begin(struct machine *m)
{
	w.queue = buffer(m, 16);
	for (u32 i = 0; i < 2; i++) {
		put32(m, w.queue + 8 * i, w.queue + 8 * i);
		put32(m, w.queue + 8 * i + 4, w.queue + 8 * i);
	}
	for (u32 i = 0; i < MOST; i++) {
		w.at[i] = buffer(m, SIZE);
		w.queued[i] = false;
	}
	w.share = between(m, 10, 99);
	w.active.count = w.expired.count = 0;
}

static void add_task(struct text *text, u32 address)
{
	for (u32 i = 0; i < MOST; i++)
		if (w.at[i] == address) {
			add(text, " %c", 'a' + i);
			return;
		}
	add(text, " 0x%08x", address);
}

/* What a list holds, from its first to its last; a link that does not fit together is said. */
static void add_list(struct machine *m, struct text *text, const char *name, u32 head)
{
	u32 at = head, next, i;

	add(text, "%s:", name);
	for (i = 0; i <= MOST; i++) {
		if (!readable(m, at, 8)) {
			add(text, " (no memory there)");
			break;
		}
		next = get32(m, at);
		if (!readable(m, next, 8) || get32(m, next + 4) != at) {
			add(text, " (prev is not the way back)");
			break;
		}
		if (next == head)
			break;
		add_task(text, next);
		at = next;
	}
	add(text, i > MOST ? " (and so on)\n" : "\n");
}

static void add_line(struct text *text, const char *name, const struct line *line)
{
	add(text, "%s:", name);
	for (u32 i = 0; i < line->count; i++)
		add_task(text, w.at[line->task[i]]);
	add(text, "\n");
}

static void add_ticks(struct text *text, u32 task, u32 ticks)
{
	add(text, "%c: %u ticks\n", 'a' + task, ticks);
}

/* The lists and everybody's ticks. */
static void compare(struct machine *m)
{
	struct range ranges[MOST + 1] = { { w.queue, 16 } };
	struct text got = { 0 }, wanted = { 0 };

	add_list(m, &got, "active", w.queue + ACTIVE);
	add_list(m, &got, "expired", w.queue + EXPIRED);
	add_line(&wanted, "active", &w.active);
	add_line(&wanted, "expired", &w.expired);
	same_text(m, "the lists are not as they should be", got.s, wanted.s);
	got.length = wanted.length = 0;
	for (u32 i = 0; i < MOST; i++) {
		ranges[i + 1] = (struct range){ w.at[i], SIZE };
		if (!w.queued[i])
			continue;
		add_ticks(&got, i, get32(m, w.at[i] + TICKS));
		add_ticks(&wanted, i, w.ticks[i]);
	}
	got.s[got.length] = wanted.s[wanted.length] = 0;
	same_text(m, "somebody's ticks are not what they should be", got.s, wanted.s);
	only_changed(m, "it writes where nobody asked it to", ranges, MOST + 1);
}

/* In what state the call finds it. */
static void tell(struct machine *m, const char *what, u32 task, u32 ticks)
{
	struct text text = { 0 };

	add_line(&text, "active", &w.active);
	add_line(&text, "expired", &w.expired);
	if (task < MOST)
		input(m, "%s%s, of %c with %u ticks left; a share is %u", text.s, what, 'a' + task, ticks, w.share);
	else
		input(m, "%s%s", text.s, what);
	snapshot(m);
}

static void put_it(struct machine *m, u32 task, u32 ticks)
{
	struct line *line = ticks ? &w.active : &w.expired;

	put32(m, w.at[task], w.at[task]);
	put32(m, w.at[task] + 4, w.at[task]);
	put32(m, w.at[task] + TICKS, ticks);
	tell(m, "put_task", task, ticks);
	call(m, "put_task", w.queue, w.at[task], w.share);
	line->task[line->count++] = task;
	w.ticks[task] = ticks ? ticks : w.share;
	w.queued[task] = true;
	compare(m);
}

static void take_it(struct machine *m)
{
	u32 answer, task = MOST;
	struct text got = { 0 }, wanted = { 0 };

	tell(m, "take_task", MOST, 0);
	answer = call(m, "take_task", w.queue);
	if (!w.active.count) {
		w.active = w.expired;
		w.expired.count = 0;
	}
	if (w.active.count) {
		task = w.active.task[0];
		for (u32 i = 1; i < w.active.count; i++)
			w.active.task[i - 1] = w.active.task[i];
		w.active.count--;
	}
	add_task(&got, answer);
	add_task(&wanted, task < MOST ? w.at[task] : 0);
	same_text(m, "it returns somebody else", got.s, wanted.s);
	compare(m);
	if (task == MOST)
		return;
	expect(m, get32(m, answer) == answer && get32(m, answer + 4) == answer, "its entry does not point to itself");
	same(m, "who is taken has other ticks than before", get32(m, answer + TICKS), w.ticks[task]);
	w.queued[task] = false;
}

/* ---- Cases */

static u32 some(struct machine *m)
{
	return between(m, 1, 9);
}

static void one(struct machine *m)
{
	begin(m);
	put_it(m, below(m, MOST), some(m));
	take_it(m);
}

static void in_order(struct machine *m)
{
	u32 order[] = { 0, 1, 2, 3, 4, 5 }, n = between(m, 3, 6);

	begin(m);
	shuffle(m, order, 6);
	for (u32 i = 0; i < n; i++)
		put_it(m, order[i], some(m));
	for (u32 i = 0; i < n; i++)
		take_it(m);
}

static void used_up(struct machine *m)
{
	begin(m);
	put_it(m, 0, 0);
	put_it(m, 1, some(m));
	put_it(m, 2, 0);
	take_it(m);
}

static void everybody_once(struct machine *m)
{
	begin(m);
	for (u32 i = 0; i < 4; i++)
		put_it(m, i, 0);
	take_it(m);
	put_it(m, 4, some(m)); /* behind those that have just become active */
	put_it(m, 0, 0);
	for (u32 i = 0; i < 5; i++)
		take_it(m);
}

static void nobody(struct machine *m)
{
	begin(m);
	take_it(m);
	put_it(m, 3, 0);
	take_it(m);
	take_it(m);
	put_it(m, 3, some(m));
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 5);
	row[1] = below(m, MOST);
	row[2] = below(m, 2) * some(m);
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	begin(m);
	for (u32 i = 0; i < count; i++) {
		u32 task = rows[3 * i + 1] % MOST;

		if (rows[3 * i] % 5 < 2)
			take_it(m);
		else if (!w.queued[task])
			put_it(m, task, rows[3 * i + 2] % 10);
	}
}

static void show(struct text *text, const u32 *row)
{
	if (row[0] % 5 < 2)
		add(text, "take");
	else
		add(text, "put %c, %u ticks left", 'a' + row[1] % MOST, row[2] % 10);
}

static void any_order(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 20, .rows = 24, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "one task", 2, one, 0 },
	{ "in order", 2, in_order, "one task" },
	{ "a share used up", 2, used_up, "one task" },
	{ "everybody once", 3, everybody_once, "a share used up" },
	{ "nobody", 1, nobody, "a share used up" },
	{ "any order", 5, any_order, "a share used up" },
	{ 0 }
};

const struct exercise exercise_tasks_share = { "tasks/share", cases, 0, 0 };
