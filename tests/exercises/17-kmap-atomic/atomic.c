/* SPDX-License-Identifier: MIT */
/*
 * Exercise kmap-atomic/atomic. The model is a stack of windows, and beside it stands a processor with a long memory: at every
 * flush and after every call it remembers all that the table offers. At a flush a handler may come, who opens windows as well.
 */
#include "machine.h"

enum { PAGE = 4096, ENTRIES = 1024, PAGES = 32, HALF = PAGES / 2, MOST = 40, KERNEL = 3, INVALID_OPCODE = 6, OTHERS = 0x5A5A5000 };

static struct {
	u32 map, base;               /* the pages' structures, and the first one's frame; the second half is highmem */
	u32 table[ENTRIES];          /* as it is to be */
	u32 remembered[ENTRIES];     /* by the processor; 0: nothing */
	u32 address[MOST], page[MOST], windows; /* that are open, in their order */
	u32 closed;                  /* so far */
	u32 taken;                   /* of the slots */
	u32 count;                   /* the preemption count, as it is to be */
	u32 handlers;                /* how many may interrupt each other; 0: none comes */
	bool opening;                /* a flush is expected */
	u32 turns;                   /* how often somebody who waits for the processor could have it */
} s;

static u32 index_of(u32 address)
{
	return address / PAGE % ENTRIES;
}

static u32 slot_address(u32 slot)
{
	return (u32)FIXMAP_TOP - (FIRST_SLOT + slot) * PAGE;
}

/* Of an entry of the fixmap's table; SLOTS or more: it is none's. */
static u32 slot_of(u32 i)
{
	return (u32)FIXMAP_TOP / PAGE % ENTRIES - FIRST_SLOT - i;
}

static bool is_high(u32 page)
{
	return page >= HALF;
}

static u32 entry(u32 page)
{
	return (s.base + page) * PAGE | KERNEL;
}

static void read_table(struct machine *m, u32 *to)
{
	get(m, symbol(m, "fixmap_table"), to, ENTRIES * 4);
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

/* The table is what it should be, and so is the count. */
static void check_all(struct machine *m)
{
	static u32 now[ENTRIES];

	read_table(m, now);
	for (u32 i = 0; i < ENTRIES; i++) {
		u32 slot = slot_of(i);

		if (now[i] == s.table[i])
			continue;
		if (slot >= SLOTS)
			fail(m, "it changes an entry of the fixmap that is no slot's");
		if (!s.table[i])
			fail(m, "slot %u is nobody's, and its entry is 0x%08x", slot, now[i]);
		if ((now[i] ^ s.table[i]) / PAGE)
			fail(m, "slot %u shows another frame: its entry is 0x%08x, and should be 0x%08x", slot, now[i], s.table[i]);
		fail(m, "slot %u has other rights than the kernel's: its entry is 0x%08x, and should be 0x%08x", slot, now[i], s.table[i]);
	}
	for (u32 slot = 0; slot < s.taken; slot++) {
		u32 i = index_of(slot_address(slot));

		if (s.remembered[i] && s.remembered[i] != s.table[i])
			fail(m, "slot %u was not flushed: the processor still shows the frame that it had before", slot);
	}
	same(m, "the preemption count is wrong", get32(m, thread(m) + THREAD_COUNT), s.count);
}

/* ---- What is done */

static void open_window(struct machine *m, u32 page)
{
	u32 before = calls(m, "invlpg"), handlers = s.handlers, got;

	input(m, "%u of the slots are taken; __kmap_atomic of a page of %s%s", s.taken, is_high(page) ? "highmem" : "lowmem", handlers ? ", and a handler comes" : "");
	s.opening = is_high(page);
	got = call(m, "__kmap_atomic", s.map + page * SIZEOF_PAGE);
	s.opening = false;
	look(m);
	if (!is_high(page)) {
		same_hex(m, "the answer is not the address of the page in lowmem", got, 0xC0000000 + (s.base + page) * PAGE);
		same(m, "it flushes for a page of lowmem", calls(m, "invlpg"), before);
	} else {
		same_hex(m, "the answer is not the lowest free slot", got, slot_address(s.taken));
		if (!handlers && calls(m, "invlpg") > before + 1)
			fail(m, "it flushes more than once");
		s.table[index_of(got)] = entry(page);
		s.taken++;
	}
	s.count++;
	s.page[s.windows] = page;
	s.address[s.windows++] = got;
	check_all(m);
}

static void close_window(struct machine *m, u32 n)
{
	u32 address = s.address[n], before = calls(m, "invlpg");
	bool high = is_high(s.page[n]);

	address += s.closed++ % 2 ? between(m, 1, PAGE - 1) : 0;
	input(m, "%u of the slots are taken; __kunmap_atomic of 0x%08x, %s", s.taken, address, high ? "the last one" : "in lowmem");
	if (high) {
		s.taken--;
		s.table[index_of(address)] = 0;
	}
	s.count--;
	s.windows--;
	for (; n < s.windows; n++) {
		s.page[n] = s.page[n + 1];
		s.address[n] = s.address[n + 1];
	}
	s.turns = 0;
	call(m, "__kunmap_atomic", address);
	look(m);
	check_all(m);
	expect(m, s.count || s.turns, "another task waits for the processor, and does not get it where the count falls to 0");
	same(m, "it flushes where a window is closed", calls(m, "invlpg"), before);
}

/* The window to highmem that was opened last; MOST: there is none. */
static u32 last_high(void)
{
	for (u32 n = s.windows; n > 0; n--)
		if (is_high(s.page[n - 1]))
			return n - 1;
	return MOST;
}

/* A handler's window, in the middle of somebody's call: what is there before is there behind it. */
static void handler(struct machine *m)
{
	u32 before[ENTRIES], now[ENTRIES], page = between(m, HALF, PAGES - 1), count = get32(m, thread(m) + THREAD_COUNT), got, i;

	s.handlers--;
	read_table(m, before);
	got = call(m, "__kmap_atomic", s.map + page * SIZEOF_PAGE);
	i = index_of(got);
	look(m);
	read_table(m, now);
	if (before[i])
		fail(m, "a handler comes, and its window takes the slot of the one whom it has interrupted");
	same_hex(m, "a handler's window does not show its page", now[i], entry(page));
	if (s.remembered[i] != entry(page))
		fail(m, "a handler's window was not flushed");
	call(m, "__kunmap_atomic", got);
	look(m);
	read_table(m, now);
	for (i = 0; i < ENTRIES; i++)
		if (now[i] != before[i])
			fail(m, "a handler has come and gone, and an entry is not what it was");
	same(m, "a handler has come and gone, and the count is not what it was", get32(m, thread(m) + THREAD_COUNT), count);
	s.handlers++;
}

static u32 invlpg(struct machine *m, const u32 *words, void *context)
{
	bool opening = s.opening;

	(void)context;
	look(m);
	if (slot_address(0) + PAGE - 1 - words[0] >= SLOTS * PAGE)
		fail(m, "it flushes an address that is no slot's: 0x%08x", words[0]);
	if (!get32(m, thread(m) + THREAD_COUNT))
		fail(m, "a slot is taken before the preemption count is raised");
	s.remembered[index_of(words[0])] = 0;
	if (opening && s.handlers) {
		s.opening = s.handlers > 1;
		handler(m);
		s.opening = opening;
	}
	return 0;
}

static u32 preempt_check(struct machine *m, const u32 *words, void *context)
{
	u32 now[ENTRIES];

	(void)words;
	(void)context;
	if (get32(m, thread(m) + THREAD_COUNT))
		return 0;
	s.turns++;
	read_table(m, now);
	for (u32 slot = 0; slot < SLOTS; slot++)
		if (now[index_of(slot_address(slot))])
			fail(m, "another task runs, and slot %u is not empty yet", slot);
	return 0;
}

static void setup(struct machine *m)
{
	s.map = buffer(m, PAGES * SIZEOF_PAGE);
	s.base = between(m, 0x1000, 0x2F000);
	put32(m, symbol(m, "mem_map"), s.map - s.base * SIZEOF_PAGE);
	for (u32 page = 0; page < PAGES; page++)
		put32(m, s.map + page * SIZEOF_PAGE + PAGE_FLAGS, is_high(page) ? HIGHMEM : 0);
	for (u32 i = 0; i < ENTRIES; i++) {
		s.table[i] = slot_of(i) < SLOTS ? 0 : OTHERS | KERNEL;
		s.remembered[i] = 0;
	}
	put(m, symbol(m, "fixmap_table"), s.table, sizeof s.table);
	s.windows = s.closed = s.taken = s.count = s.handlers = s.opening = 0;
	put32(m, thread(m) + THREAD_COUNT, 0);
	put32(m, thread(m) + THREAD_FLAGS, RESCHED);
	service(m, "invlpg", invlpg, 0);
	service(m, "preempt_check", preempt_check, 0);
}

static void close_all(struct machine *m)
{
	while (s.windows)
		close_window(m, last_high() < MOST ? last_high() : s.windows - 1);
}

/* ---- Cases */

static u32 high(struct machine *m)
{
	return between(m, HALF, PAGES - 1);
}

static void a_window(struct machine *m)
{
	for (u32 i = 0; i < 6; i++) {
		open_window(m, HALF + (below(m, HALF / 2) * 2 + i % 2)); /* another one than before */
		close_window(m, 0);
	}
}

static void lowmem(struct machine *m)
{
	for (u32 i = 0; i < 4; i++)
		open_window(m, i == 2 ? high(m) : below(m, HALF));
	for (u32 i = 0; i < 20; i++)
		open_window(m, below(m, HALF)); /* more than there are slots */
	close_window(m, below(m, 2));
	close_window(m, last_high());
	open_window(m, high(m));
	close_all(m);
}

static void a_stack(struct machine *m)
{
	for (u32 i = 0; i < 3; i++) {
		u32 most = i ? between(m, 2, TYPES) : TYPES;

		while (s.taken < most)
			open_window(m, high(m));
		for (u32 leave = below(m, most); s.taken > leave;)
			close_window(m, last_high());
	}
}

static void must_be_a_bug(struct machine *m, const char *what, const char *name, u32 word)
{
	struct outcome o;

	input(m, "%u of the slots are taken; %s: 0x%08x", s.taken, what, word);
	snapshot(m);
	put32(m, thread(m) + THREAD_COUNT, s.count + 1); /* that of a count which is too low is another bug */
	o = try_call(m, name, word);
	if (o.kind != CRASHED || o.trap != INVALID_OPCODE)
		fail(m, "%s, and that is no bug", what);
	put32(m, thread(m) + THREAD_COUNT, s.count); /* who has a bug does not count */
	check_all(m);
	restore(m);
}

static void one_too_many(struct machine *m)
{
	while (s.taken < TYPES)
		open_window(m, high(m));
	must_be_a_bug(m, "one more is opened than there are slots", "__kmap_atomic", s.map + high(m) * SIZEOF_PAGE);
}

static void not_the_last(struct machine *m)
{
	u32 many = between(m, 2, TYPES - 1), n = below(m, many - 1);

	while (s.taken < many)
		open_window(m, high(m));
	must_be_a_bug(m, "a window is closed that is not the last", "__kunmap_atomic", s.address[n]);
}

static void not_open(struct machine *m)
{
	u32 many = below(m, 3);

	for (u32 i = 0; i <= many; i++)
		open_window(m, high(m));
	for (u32 i = 0; i <= many; i++)
		close_window(m, last_high());
	must_be_a_bug(m, "a window is closed, and none is open", "__kunmap_atomic", slot_address(below(m, TYPES)));
	must_be_a_bug(m, "a window is closed at FIX_KMAP_END, where nobody ever has one", "__kunmap_atomic", slot_address(SLOTS - 1));
}

static void a_handler(struct machine *m)
{
	for (s.handlers = 1; s.handlers <= 2; s.handlers++)
		for (u32 i = 0; i < 3; i++) {
			u32 most = between(m, 1, TYPES - 3);

			while (s.taken < most)
				open_window(m, high(m));
			while (s.taken)
				close_window(m, last_high());
		}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 3);
	row[1] = below(m, PAGES);
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count; count--, rows += 2) {
		s.handlers = s.taken < TYPES - 3 && rows[0] % 3 == 2;
		if (rows[0] % 3 && s.windows < MOST && (s.taken < TYPES || !is_high(rows[1] % PAGES)))
			open_window(m, rows[1] % PAGES);
		else if (s.windows)
			close_window(m, last_high() < MOST && rows[1] % 2 ? last_high() : is_high(s.page[s.windows - 1]) ? last_high() : s.windows - 1);
	}
	close_all(m);
}

static void any_order(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 20, .rows = 20, .width = 2, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "a window", 2, a_window, 0 },
	{ "lowmem", 1, lowmem, "a window" },
	{ "a stack", 2, a_stack, "a window" },
	{ "one too many", 1, one_too_many, "a stack" },
	{ "not the last", 1, not_the_last, "a stack" },
	{ "not open", 1, not_open, "a window" },
	{ "a handler", 2, a_handler, "a stack" },
	{ "any order", 2, any_order, "a window" },
	{ 0 }
};

const struct exercise exercise_kmap_atomic_atomic = { "kmap-atomic/atomic", cases, setup, 0 };
