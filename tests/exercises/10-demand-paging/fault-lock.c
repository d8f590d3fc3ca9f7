/* SPDX-License-Identifier: MIT */
/*
 * Exercise demand-paging/fault-lock. A fault goes in rounds, one for each time that find_page is asked; the test decides for each
 * whether the lock is free and what is found. Where the kernel has no entry, a lock that is not free is held by the same task.
 */
#include "machine.h"

enum { HEALED, SIGNAL, FIXUP, OOPS, FOUND = 0, NOTHING, LATER, ROUNDS = 4, LIMIT = 40, KERNEL_CS = 0x60, USER_CS = 0x73 };

enum who { PROGRAM, ENTRY, BUG, WHO };

static const char *const whose[WHO] = { "the program's", "the kernel's, with an entry", "the kernel's, without an entry" };
static const char *const answers[] = { "HEALED", "SIGNAL", "FIXUP", "OOPS" };

static struct {
	u32 mm, regs, eip, address;
	u32 short_regs, whole_regs; /* the kernel's have no stack pointer, and nothing is behind them */
	enum who who;
	bool busy[ROUNDS];
	u32 page[ROUNDS], round, calls;
	bool held, asked, done, gone; /* done: find_page has given its last answer; gone: it has let go of the lock */
	struct text story;
} s;

static void setup(struct machine *m)
{
	s.mm = buffer(m, SIZEOF_MM);
	s.short_regs = buffer_at_end(m, REGS_ESP);
	s.whole_regs = buffer_at_end(m, SIZEOF_REGS);
}

/* ---- Services */

static void happen(struct machine *m, const char *what)
{
	add(&s.story, "\n%s", what);
	input(m, "%s", s.story.s);
	if (++s.calls > LIMIT)
		fail(m, "after %u calls it has still not come to an end", s.calls - 1);
}

static void is_the_lock(struct machine *m, u32 sem)
{
	same_hex(m, "it is not mmap_sem of this mm", sem, s.mm + MM_SEM);
}

static u32 down_read_trylock(struct machine *m, const u32 *words, void *context)
{
	bool busy = s.busy[s.round];

	(void)context;
	happen(m, busy ? "down_read_trylock: it is not free" : "down_read_trylock: taken");
	is_the_lock(m, words[0]);
	if (s.held)
		fail(m, "it takes the lock, and holds it already");
	s.held = !busy;
	s.gone = false;
	return !busy;
}

static u32 down_read(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	happen(m, "down_read: it waits until it is taken");
	is_the_lock(m, words[0]);
	if (s.held)
		fail(m, "it takes the lock, and holds it already");
	if (s.who == BUG)
		fail(m, "it waits for a lock that the same task may hold: for ever, and nobody ever reports it");
	if (s.who == ENTRY && !s.asked)
		fail(m, "it waits, and has not asked for the entry: where there is none that is for ever");
	s.held = true;
	s.gone = false;
	return 0;
}

static u32 up_read(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	happen(m, "up_read");
	is_the_lock(m, words[0]);
	if (!s.held)
		fail(m, s.gone ? "it lets go of the lock, and find_page has done that already" : "it lets go of a lock that it does not hold");
	s.held = false;
	return 0;
}

static u32 search_exception_tables(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	happen(m, s.who == BUG ? "search_exception_tables: no entry" : "search_exception_tables: an entry");
	same_hex(m, "it looks for another address than that of the instruction", words[0], s.eip);
	s.asked = true;
	return s.who == BUG ? 0 : s.regs;
}

static u32 find_page(struct machine *m, const u32 *words, void *context)
{
	static const char *const found[] = { "find_page: FOUND", "find_page: NOTHING", "find_page: LATER" };
	u32 answer = s.page[s.round];

	(void)context;
	happen(m, found[answer]);
	if (!s.held)
		fail(m, "it asks for the page without the lock");
	if (s.done)
		fail(m, "it asks for the page again, and has had its answer");
	same_hex(m, "find_page is given another mm", words[0], s.mm);
	same_hex(m, "find_page is given another address", words[1], s.address);
	s.done = answer != LATER;
	if (answer == LATER) {
		s.round++;
		s.held = false;
		s.gone = true;
	}
	return answer;
}

/* ---- One fault, judged whole */

/* needs: does anybody have to know whether there is an entry? */
static u32 model(bool *needs)
{
	u32 i = 0;

	*needs = false;
	for (;; i++) {
		*needs = *needs || s.busy[i];
		if (s.busy[i] && s.who == BUG)
			return OOPS;
		if (s.page[i] != LATER)
			break;
	}
	if (s.page[i] == FOUND)
		return HEALED;
	*needs = true;
	return s.who == PROGRAM ? SIGNAL : s.who == ENTRY ? FIXUP : OOPS;
}

static const char *what_is_wrong(u32 got, u32 wanted)
{
	if (!s.done)
		return "it gives up, and find_page has not given its last answer";
	if (got == OOPS)
		return wanted == HEALED ? "the page is there, and it says OOPS" : "it says OOPS, and somebody was prepared";
	return "it is another answer";
}

/* The last round never says LATER. */
static bool check(struct machine *m)
{
	u32 wanted, got;
	bool needs;

	s.page[ROUNDS - 1] %= LATER;
	wanted = model(&needs);
	s.story.length = 0;
	s.eip = between(m, 0x08048000, 0x0FFFFFFF) + (s.who == PROGRAM ? 0 : 0xB8000000);
	s.address = below(m, 0xC0000000);
	s.regs = s.who == PROGRAM ? s.whole_regs : s.short_regs;
	put32(m, s.regs + REGS_EIP, s.eip);
	put32(m, s.regs + REGS_CS, s.who == PROGRAM ? USER_CS : KERNEL_CS);
	s.round = s.calls = 0;
	s.held = s.asked = s.done = s.gone = false;
	service(m, "down_read_trylock", down_read_trylock, 0);
	service(m, "down_read", down_read, 0);
	service(m, "up_read", up_read, 0);
	service(m, "search_exception_tables", search_exception_tables, 0);
	service(m, "find_page", find_page, 0);
	forget_calls(m);
	add(&s.story, "a fault at 0x%08x, %s, EIP 0x%08x", s.address, whose[s.who], s.eip);
	input(m, "%s", s.story.s);
	got = call(m, "fault_lock", s.mm, s.regs, s.address);
	if (s.held)
		fail(m, "it returns, and the lock is still held");
	if (got > OOPS)
		same(m, "it is none of the four answers", got, wanted);
	if (got != wanted)
		same_text(m, what_is_wrong(got, wanted), answers[got], answers[wanted]);
	return needs && s.who != PROGRAM;
}

static void plan(enum who who, u32 page)
{
	s.who = who;
	for (u32 i = 0; i < ROUNDS; i++) {
		s.busy[i] = false;
		s.page[i] = page;
	}
}

/* ---- Cases */

static void is_free(struct machine *m)
{
	for (u32 who = PROGRAM; who < WHO; who++)
		for (u32 page = FOUND; page <= NOTHING; page++) {
			plan(who, page);
			check(m);
		}
}

static void must_not_wait(struct machine *m)
{
	plan(BUG, FOUND);
	s.busy[0] = true;
	check(m);
	plan(BUG, FOUND);
	check(m);
}

static void wait(struct machine *m)
{
	for (u32 who = PROGRAM; who < BUG; who++)
		for (u32 page = FOUND; page <= NOTHING; page++) {
			plan(who, page);
			s.busy[0] = true;
			check(m);
		}
}

static void later(struct machine *m)
{
	for (u32 who = WHO; who--;)
		for (u32 rounds = 1; rounds < ROUNDS; rounds++)
			for (u32 busy = 0; busy <= rounds + 1; busy++) {
				plan(who, below(m, 2));
				for (u32 i = 0; i < rounds; i++)
					s.page[i] = LATER;
				if (busy <= rounds)
					s.busy[busy] = true;
				check(m);
			}
}

static void one_search(struct machine *m)
{
	for (u32 who = PROGRAM; who < WHO; who++)
		for (u32 code = 0; code < 16; code++) {
			plan(who, code / 8);
			s.page[0] = code & 1 ? LATER : s.page[0];
			s.busy[0] = code & 2;
			s.busy[1] = code & 4;
			at_most(m, "search_exception_tables", check(m));
		}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, WHO);
	for (u32 i = 0; i < ROUNDS - 1; i++)
		row[1 + i] = below(m, 6);
	row[ROUNDS] = below(m, 4);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "a fault, %s", whose[row[0] % WHO]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count--; rows += ROUNDS + 1) {
		plan(rows[0] % WHO, FOUND);
		for (u32 i = 0; i < ROUNDS; i++) {
			s.page[i] = rows[1 + i] % 3;
			s.busy[i] = rows[1 + i] / 3 % 2;
		}
		check(m);
	}
}

static void any_fault(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 2, .width = ROUNDS + 1, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "the lock is free", 3, is_free, 0 },
	{ "nobody may wait", 3, must_not_wait, 0 },
	{ "somebody has it", 3, wait, "the lock is free" },
	{ "later", 3, later, "the lock is free" },
	{ "one search", 1, one_search, "later" },
	{ "any fault", 2, any_fault, "the lock is free" },
	{ 0 }
};

const struct exercise exercise_demand_paging_fault_lock = { "demand-paging/fault-lock", cases, setup, 0 };
