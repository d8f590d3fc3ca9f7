/* SPDX-License-Identifier: MIT */
/*
 * Exercise kmap-atomic/between. The test is the scheduler, and the processor with a long memory: at every flush and after every
 * call it remembers all that the table offers. A handler comes at flushes and between calls; another task comes when it is let.
 */
#include "machine.h"

enum { PAGE = 4096, ENTRIES = 1024, PAGES = 32, HALF = PAGES / 2, KERNEL = 3, OTHERS = 0x5A5A5000, TASKS = 3, ROOM = TYPES - 2, IN_HANDLER = 0x10000 };

static struct {
	u32 map, base;                /* the pages' structures, and the first one's frame; the second half is highmem */
	u32 remembered[ENTRIES];      /* by the processor; 0: nothing */
	u32 record[TASKS + 1];        /* where they are; the last one's task has nothing open */
	u32 running;
	u32 page[TASKS + 1][TYPES], taken[TASKS + 1]; /* what each has open to highmem, in its slots' order */
	u32 handlers;                 /* how many may interrupt each other; 0: none comes */
	u32 preempts;                 /* how often the task is put aside when it may be */
	u32 own, flushes;             /* the record that is worked with, if a handler may come at a flush; flushes, but for his */
	u32 turns;                    /* how often somebody who waits for the processor could have it */
} s;

static u32 index_of(u32 address)
{
	return address / PAGE % ENTRIES;
}

static u32 slot_address(u32 slot)
{
	return (u32)FIXMAP_TOP - (FIRST_SLOT + slot) * PAGE;
}

static bool is_slot(u32 i)
{
	return (u32)FIXMAP_TOP / PAGE % ENTRIES - FIRST_SLOT - i < SLOTS;
}

static u32 entry(u32 page)
{
	return (s.base + page) * PAGE | KERNEL;
}

static void read_table(struct machine *m, u32 *to)
{
	get(m, symbol(m, "fixmap_table"), to, ENTRIES * 4);
}

static u32 count(struct machine *m)
{
	return get32(m, thread(m) + THREAD_COUNT);
}

static void set_count(struct machine *m, u32 value)
{
	put32(m, thread(m) + THREAD_COUNT, value);
}

/* The processor looks at all entries of slots that it does not remember. */
static void look(struct machine *m)
{
	static u32 now[ENTRIES];

	read_table(m, now);
	for (u32 slot = 0; slot < SLOTS; slot++) {
		u32 i = index_of(slot_address(slot));

		if (!s.remembered[i] && now[i] & 1)
			s.remembered[i] = now[i];
	}
}

/* The table is as it was. */
static void must_be(struct machine *m, const u32 *before, const char *cause)
{
	static u32 now[ENTRIES];

	look(m);
	read_table(m, now);
	for (u32 i = 0; i < ENTRIES; i++)
		if (now[i] != before[i])
			fail(m, "%s", cause);
}

/* The slots show a task's windows, or, without one, nothing; and no other entry has changed. */
static void check_slots(struct machine *m, u32 task, const char *when)
{
	static u32 now[ENTRIES], want[ENTRIES];
	u32 slot;

	for (u32 i = 0; i < ENTRIES; i++)
		want[i] = is_slot(i) ? 0 : OTHERS | KERNEL;
	for (slot = 0; slot < s.taken[task]; slot++)
		want[index_of(slot_address(slot))] = entry(s.page[task][slot]);
	look(m);
	read_table(m, now);
	for (slot = 0; slot < SLOTS; slot++) {
		u32 i = index_of(slot_address(slot));

		if (now[i] != want[i] && !want[i])
			fail(m, "%s, slot %u should be empty, and is 0x%08x", when, slot, now[i]);
		if (now[i] != want[i] && !now[i])
			fail(m, "%s, slot %u is empty, and should be 0x%08x", when, slot, want[i]);
		if (now[i] != want[i])
			fail(m, "%s, slot %u shows something else: it is 0x%08x, and should be 0x%08x", when, slot, now[i], want[i]);
		if (want[i] && s.remembered[i] != want[i])
			fail(m, "%s, slot %u was not flushed: the processor still shows what was there before", when, slot);
	}
	for (u32 i = 0; i < ENTRIES; i++)
		if (now[i] != want[i])
			fail(m, "it changes an entry of the fixmap that is no slot's");
}

/* ---- Who comes in between */

/* A handler with a record, who opens a window and closes it: all is as it was then. */
static void handler(struct machine *m, u32 record)
{
	u32 before[ENTRIES], now[ENTRIES], page = between(m, HALF, PAGES - 1), counted = count(m), own = s.own, flushes = s.flushes, got, i;

	s.handlers--;
	set_count(m, counted + IN_HANDLER);
	read_table(m, before);
	s.own = s.handlers ? record : 0;
	got = call(m, "kmap_local", record, s.map + page * SIZEOF_PAGE);
	s.own = own;
	i = index_of(got);
	look(m);
	read_table(m, now);
	if (before[i])
		fail(m, "a handler comes, and its window takes a slot that is in use");
	same_hex(m, "a handler's window does not show its page", now[i], entry(page));
	if (s.remembered[i] != entry(page))
		fail(m, "a handler's window was not flushed");
	call(m, "kunmap_local", record, got);
	must_be(m, before, "a handler has come and gone, and an entry is not what it was");
	same(m, "a handler has come and gone, and the preemption count is not what it was", count(m), counted + IN_HANDLER);
	set_count(m, counted);
	s.flushes = flushes;
	s.handlers++;
}

static u32 invlpg(struct machine *m, const u32 *words, void *context)
{
	u32 own = s.own;

	(void)context;
	look(m);
	s.flushes++;
	if (slot_address(0) + PAGE - 1 - words[0] >= SLOTS * PAGE)
		fail(m, "it flushes an address that is no slot's: 0x%08x", words[0]);
	if (!count(m))
		fail(m, "a slot is entered, and the preemption count is not raised: the task may be put aside");
	s.remembered[index_of(words[0])] = 0;
	if (own && s.handlers)
		handler(m, own);
	return 0;
}

/* Another task gets its turn, and has a window. */
static u32 preempt_check(struct machine *m, const u32 *words, void *context)
{
	u32 before[ENTRIES], own = s.own, flushes = s.flushes, got;

	(void)words;
	(void)context;
	if (count(m))
		return 0;
	s.turns++;
	if (!s.preempts)
		return 0;
	s.preempts--;
	s.own = 0;
	read_table(m, before);
	set_count(m, 1);
	call(m, "kmap_local_sched_out", s.record[s.running]);
	check_slots(m, TASKS, "where another task gets its turn");
	call(m, "kmap_local_sched_in", s.record[TASKS]);
	got = call(m, "kmap_local", s.record[TASKS], s.map + between(m, HALF, PAGES - 1) * SIZEOF_PAGE);
	look(m);
	call(m, "kunmap_local", s.record[TASKS], got);
	call(m, "kmap_local_sched_out", s.record[TASKS]);
	call(m, "kmap_local_sched_in", s.record[s.running]);
	must_be(m, before, "another task has had its turn, and an entry is not what it was");
	set_count(m, 0);
	s.flushes = flushes;
	s.own = own;
	return 0;
}

/* ---- What is done */

static const char no_turn[] = "another task waits for the processor, and does not get it where the count falls: was it raised?";

static u32 open_page(struct machine *m, u32 page)
{
	u32 t = s.running, got;

	input(m, "task %u, %u of whose slots are taken, opens a page of %s%s", t, s.taken[t], page < HALF ? "lowmem" : "highmem", s.handlers ? "; a handler comes" : "");
	s.own = page < HALF ? 0 : s.record[t];
	s.flushes = s.turns = 0;
	got = call(m, "kmap_local", s.record[t], s.map + page * SIZEOF_PAGE);
	s.own = 0;
	if (page < HALF) {
		same_hex(m, "the answer is not the address of the page in lowmem", got, 0xC0000000 + (s.base + page) * PAGE);
		expect(m, !s.turns, "for a page of lowmem the count is raised, and lowered");
	} else {
		same_hex(m, "the answer is not the task's lowest free slot", got, slot_address(s.taken[t]));
		s.page[t][s.taken[t]++] = page;
	}
	check_slots(m, t, "when a window was opened");
	same(m, "the preemption count is not what it was", count(m), 0);
	expect(m, page < HALF || s.turns, no_turn);
	same(m, "how often it flushes for a window", s.flushes, page >= HALF);
	return got;
}

static void close_address(struct machine *m, u32 address)
{
	bool high = address >= slot_address(SLOTS);

	input(m, "task %u, %u of whose slots are taken, closes 0x%08x", s.running, s.taken[s.running], address);
	s.taken[s.running] -= high;
	s.flushes = s.turns = 0;
	call(m, "kunmap_local", s.record[s.running], address);
	check_slots(m, s.running, "when a window was closed");
	same(m, "the preemption count is not what it was", count(m), 0);
	expect(m, !high || s.turns, no_turn);
	same(m, "how often it flushes when a window is closed", s.flushes, 0);
}

static void switch_to(struct machine *m, u32 next)
{
	u32 t = s.running;

	input(m, "task %u with %u slots is put aside, and task %u with %u comes back%s", t, s.taken[t], next, s.taken[next], s.handlers ? "; a handler comes" : "");
	set_count(m, 1);
	s.flushes = 0;
	call(m, "kmap_local_sched_out", s.record[t]);
	same(m, "how often it flushes when a task is put aside", s.flushes, 0);
	check_slots(m, TASKS, "when a task was put aside");
	if (s.handlers)
		handler(m, s.record[t]);
	if (s.handlers)
		handler(m, s.record[next]);
	s.running = next;
	s.flushes = 0;
	s.own = s.record[next];
	call(m, "kmap_local_sched_in", s.record[next]);
	s.own = 0;
	check_slots(m, next, "when a task came back");
	same(m, "how often it flushes when a task comes back", s.flushes, s.taken[next]);
	same(m, "the scheduler's count is not what it was", count(m), 1);
	set_count(m, 0);
}

static void setup(struct machine *m)
{
	static u32 table[ENTRIES];

	s.map = buffer(m, PAGES * SIZEOF_PAGE);
	s.base = between(m, 0x1000, 0x2F000);
	put32(m, symbol(m, "mem_map"), s.map - s.base * SIZEOF_PAGE);
	for (u32 page = 0; page < PAGES; page++)
		put32(m, s.map + page * SIZEOF_PAGE + PAGE_FLAGS, page >= HALF ? HIGHMEM : 0);
	for (u32 i = 0; i < ENTRIES; i++) {
		table[i] = is_slot(i) ? 0 : OTHERS | KERNEL;
		s.remembered[i] = 0;
	}
	put(m, symbol(m, "fixmap_table"), table, sizeof table);
	for (u32 t = 0; t <= TASKS; t++) {
		s.record[t] = buffer_at_end(m, 4 + 4 * TYPES);
		fill(m, s.record[t], 0, 4 + 4 * TYPES);
		s.taken[t] = 0;
	}
	s.running = s.handlers = s.preempts = s.own = 0;
	set_count(m, 0);
	put32(m, thread(m) + THREAD_FLAGS, RESCHED);
	service(m, "invlpg", invlpg, 0);
	service(m, "preempt_check", preempt_check, 0);
}

/* ---- Cases */

static void open_high(struct machine *m)
{
	open_page(m, between(m, HALF, PAGES - 1));
}

static void some_windows(struct machine *m, u32 n)
{
	while (s.taken[s.running] < n)
		open_high(m);
}

static void close_last(struct machine *m)
{
	if (s.taken[s.running])
		close_address(m, slot_address(s.taken[s.running] - 1));
}

static void a_window(struct machine *m)
{
	u32 low;

	for (u32 i = 0; i < 6; i++) {
		open_page(m, HALF + below(m, HALF / 2) * 2 + i % 2); /* another one than before */
		close_last(m);
	}
	some_windows(m, ROOM);
	while (s.taken[0] > 1)
		close_last(m);
	low = open_page(m, below(m, HALF));
	open_high(m);
	close_address(m, low);
	close_last(m);
}

static void put_aside(struct machine *m)
{
	for (u32 i = 0; i < 4; i++) {
		some_windows(m, between(m, 1, ROOM));
		switch_to(m, 1);
		open_high(m);
		close_last(m);
		switch_to(m, 0);
		while (s.taken[0] > i % 2)
			close_last(m);
	}
}

static void three_tasks(struct machine *m)
{
	for (u32 i = 0; i < 9; i++) {
		some_windows(m, between(m, 1, ROOM));
		if (i > 3)
			close_last(m);
		switch_to(m, (s.running + between(m, 1, 2)) % TASKS);
	}
}

static void a_handler(struct machine *m)
{
	for (s.handlers = 1; s.handlers <= 2; s.handlers++)
		for (u32 i = 0; i < 6; i++) {
			some_windows(m, between(m, 1, ROOM));
			switch_to(m, (s.running + 1) % TASKS);
			close_last(m);
		}
}

static void at_the_end(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		s.preempts = 1;
		open_high(m);
		s.preempts = i % 2;
		if (i % 4 == 3)
			close_last(m);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 5);
	row[1] = below(m, PAGES);
	row[2] = below(m, 3);
	row[3] = below(m, 2);
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count; count--, rows += 4) {
		s.handlers = rows[2] % 3;
		s.preempts = rows[3] % 2;
		if (rows[0] % 5 < 2 && s.taken[s.running] < ROOM)
			open_page(m, rows[1] % PAGES);
		else if (rows[0] % 5 == 2)
			close_last(m);
		else
			switch_to(m, rows[1] % TASKS);
	}
}

static void any_schedule(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 16, .rows = 24, .width = 4, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "a window", 2, a_window, 0 },
	{ "put aside", 3, put_aside, "a window" },
	{ "three tasks", 3, three_tasks, "put aside" },
	{ "a handler", 3, a_handler, "put aside" },
	{ "at the end of a call", 2, at_the_end, "put aside" },
	{ "any schedule", 2, any_schedule, "a window" },
	{ 0 }
};

const struct exercise exercise_kmap_atomic_between = { "kmap-atomic/between", cases, setup, 0 };
