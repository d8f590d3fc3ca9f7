/* SPDX-License-Identifier: MIT */
/* Exercise disk/elevator. The test keeps the queue in a row of its own, and the disk: it takes the first request out. */
#include "machine.h"

enum { MOST = 40, PATIENCE = 8, SIZE = 20, NEXT = 0, PREV = 4 };
static const u32 DISK = 0x10000000;

struct request {
	u32 at; /* where it is */
	u32 sector, count, passed;
	char name;
};

static struct {
	u32 queue;
	struct request row[MOST];
	u32 count;
	char next_name;
} s;

static u32 way(u32 sector)
{
	u32 arm = s.row[0].sector + s.row[0].count;

	return sector >= arm ? sector - arm : DISK - arm + sector;
}

static bool share(const struct request *a, const struct request *b)
{
	return a->sector < b->sector + b->count && b->sector < a->sector + a->count;
}

/* The queue as text: the name of each, where it begins, and how often it was overtaken. */
static void show_row(struct text *text)
{
	for (u32 i = 0; i < s.count; i++)
		add(text, "%c %u + %u, overtaken %u times%s\n", s.row[i].name, s.row[i].sector, s.row[i].count, s.row[i].passed, i ? "" : ", under way");
}

static void look(struct machine *m)
{
	struct text got = { 0 }, wanted = { 0 };
	u32 at = s.queue, next = get32(m, at + NEXT), n = 0;

	for (; next != s.queue; at = next, next = get32(m, at + NEXT)) {
		const struct request *r = 0;

		for (u32 i = 0; i < s.count; i++)
			if (s.row[i].at == next)
				r = &s.row[i];
		if (!r)
			fail(m, "the queue leads to 0x%08x, where no request is", next);
		if (++n > s.count)
			fail(m, "the queue goes round and round, and does not come back to its head");
		if (get32(m, next + PREV) != at)
			fail(m, "the way back from %c leads elsewhere", r->name);
		add(&got, "%c %u + %u, overtaken %u times%s\n", r->name, get32(m, next + 8), get32(m, next + 12), get32(m, next + 16),
		    n > 1 ? "" : ", under way");
	}
	if (get32(m, s.queue + PREV) != at)
		fail(m, "the way back from the queue's head leads elsewhere");
	show_row(&wanted);
	same_text(m, "the queue is another", got.s, wanted.s);
}

/* One more; what it has in it does not matter. */
static void add_one(struct machine *m, u32 sector, u32 count)
{
	struct request new = { .sector = sector, .count = count, .name = s.next_name };
	struct range own[MOST + 2];
	struct text text = { 0 };
	u32 i = s.count, k = 0;

	s.next_name = s.next_name == 'z' ? 'a' : (char)(s.next_name + 1);
	new.at = buffer(m, SIZE);
	put32(m, new.at + 8, sector);
	put32(m, new.at + 12, count);
	put32(m, new.at + 16, any(m) % 12);
	show_row(&text);
	input(m, "elevator_add of %c, %u + %u, to a queue of %u:\n%s", new.name, sector, count, s.count, text.s);
	for (; i > 1 && way(s.row[i - 1].sector) > way(sector) && s.row[i - 1].passed < PATIENCE && !share(&s.row[i - 1], &new); i--)
		s.row[i - 1].passed++;
	for (u32 j = s.count++; j > i; j--)
		s.row[j] = s.row[j - 1];
	s.row[i] = new;
	own[k++] = (struct range){ s.queue, 8 };
	for (u32 j = 0; j < s.count; j++)
		own[k++] = (struct range){ s.row[j].at, SIZE };
	snapshot(m);
	call(m, "elevator_add", s.queue, new.at);
	look(m);
	only_changed(m, "it changes what is not in the queue", own, k);
}

/* The disk has done the first. */
static void done(struct machine *m)
{
	u32 second;

	if (!s.count)
		return;
	second = get32(m, s.row[0].at + NEXT);
	put32(m, s.queue + NEXT, second);
	put32(m, second + PREV, s.queue);
	for (u32 i = 1; i < s.count; i++)
		s.row[i - 1] = s.row[i];
	s.count--;
}

static void all_done(struct machine *m)
{
	while (s.count)
		done(m);
}

static void setup(struct machine *m)
{
	s.queue = buffer(m, 8);
	put32(m, s.queue + NEXT, s.queue);
	put32(m, s.queue + PREV, s.queue);
	s.count = 0;
	s.next_name = 'a';
}

static void few(struct machine *m)
{
	u32 first = between(m, 1000, 2000);

	add_one(m, first, 8);
	add_one(m, first + between(m, 500, 900), 8);
	add_one(m, first + between(m, 100, 400), 8);
	add_one(m, first + between(m, 1000, 9000), 8);
	done(m);
	add_one(m, first + between(m, 450, 480), 4);
	all_done(m);
	add_one(m, first, 1);
}

static void around(struct machine *m)
{
	u32 first = between(m, 5000, 6000);

	add_one(m, first, 10);
	add_one(m, between(m, 100, 2000), 8);
	add_one(m, first + between(m, 100, 200), 8);
	add_one(m, between(m, 2100, 4000), 8);
	add_one(m, between(m, 20, 80), 8);
	add_one(m, first + between(m, 10, 20), 8);
	add_one(m, 0, 1);
	/* In the one under way, and right behind it. */
	add_one(m, first + 9, 1);
	add_one(m, first + 10, 1);
	add_one(m, first, 1);
	add_one(m, first - 1, 1);
	all_done(m);
	/* To the very end. */
	add_one(m, DISK - 8, 8);
	add_one(m, DISK - 1, 1);
	add_one(m, between(m, 1000, 2000), 8);
	add_one(m, 0, 8);
	add_one(m, 900, 8);
	all_done(m);
	add_one(m, DISK - 20, 8);
	add_one(m, 0, 8);
	add_one(m, DISK - 12, 8);
	add_one(m, DISK - 1, 1);
	add_one(m, DISK / 2, 8);
}

static void as_far(struct machine *m)
{
	u32 first = between(m, 1000, 2000), other = first + between(m, 300, 400);

	add_one(m, first, 8);
	add_one(m, other, 8);
	add_one(m, other, 1);
	add_one(m, other, 8);
	add_one(m, first + 200, 8);
	add_one(m, first + 200, 2);
	add_one(m, first, 8);
	add_one(m, first, 8);
}

static void shared(struct machine *m)
{
	u32 first = between(m, 1000, 2000);

	add_one(m, first, 8);
	add_one(m, first + 100, 8);
	add_one(m, first + 99, 1);
	add_one(m, first + 200, 8);
	add_one(m, first + 197, 4);	/* has the first sector of that */
	add_one(m, first + 90, 4);
	add_one(m, first + 150, 51);	/* stays behind that, though others before it could be overtaken */
	all_done(m);
	add_one(m, first, 8);
	add_one(m, first + 300, 1);
	add_one(m, first + 292, 8);	/* ends where the other begins */
	add_one(m, first + 293, 8);
	all_done(m);
	/* Around the arm: what begins behind it, and reaches to before it. */
	add_one(m, first, 8);
	add_one(m, first - 50, 100);
	add_one(m, first + 40, 4);
	add_one(m, first + 50, 4);
	add_one(m, first + 49, 1);
}

static void patience(struct machine *m)
{
	u32 first = between(m, 100000, 200000), top = first + 50000;

	add_one(m, first, 8);
	add_one(m, top, 8);
	for (u32 i = 0; i < 12; i++)
		add_one(m, top - 20 * (i + 1), 8);
	all_done(m);
	/* Somebody waits who has been overtaken, and the arm goes on. */
	add_one(m, first, 8);
	add_one(m, first - 1000, 8);
	for (u32 i = 0; i < 18; i++) {
		if (i % 3 == 2)
			done(m);
		add_one(m, s.row[0].sector + 8 + below(m, 500), 1);
	}
	all_done(m);
	/* Behind one who is not overtaken any more others are, and he is not. */
	add_one(m, first, 8);
	add_one(m, top, 8);
	for (u32 i = 0; i < PATIENCE; i++)
		add_one(m, first + 5000 + 20 * i, 8);
	add_one(m, first + 9000, 8);
	add_one(m, first + 8000, 8);
	add_one(m, first + 7000, 8);
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	(void)index;
	row[0] = below(m, 4);
	row[1] = below(m, 60);
	row[2] = below(m, 8);
}

static void show(struct text *text, const u32 *row)
{
	if (row[0] % 4)
		add(text, "%u + %u is added", row[1] % 60, row[2] % 8 + 1);
	else
		add(text, "the first is done");
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (u32 i = 0; i < count; i++, rows += 3)
		if (rows[0] % 4)
			add_one(m, rows[1] % 60, rows[2] % 8 + 1);
		else
			done(m);
}

static void any_queue(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 32, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "few", 2, few, 0 },
	{ "around", 2, around, "few" },
	{ "as far", 2, as_far, "few" },
	{ "shared", 2, shared, "few" },
	{ "patience", 3, patience, "few" },
	{ "any queue", 4, any_queue, "few" },
	{ 0 }
};

const struct exercise exercise_disk_elevator = { "disk/elevator", cases, setup, 0 };
