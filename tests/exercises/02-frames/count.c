/* SPDX-License-Identifier: MIT */
/* frames/count: references on a machine where somebody else counts too. */
#include "machine.h"

enum { PAGES = 2, MOST = 0x7fffffff, ROUNDS = 3 };

/* What somebody else does just before a cmpxchg, or right behind the one that changes the count. */
enum { NOTHING, TAKES, DROPS, INTERRUPTS, ACTIONS };

static const char *const says[] = { "", "another processor takes a reference", "another processor drops one",
				    "an interrupt calls both functions for another page" };

/* The pages' counts as the judge knows them. */
static struct {
	u32 pages, count[PAGES], flags[PAGES];
} p;

/* A call of the learner's that has not come back. Calls in interrupts are within others. */
struct operation {
	struct operation *outer;
	u32 page, start;
	bool get;
	const u32 *script; /* ROUNDS actions, the last for behind the change; or 0 */
	u32 tries, changes; /* calls of cmpxchg; how often somebody else changed the count */
	u32 changed, reports; /* its own */
	bool refused; /* the count was one that allows no change, at least for a moment */
	u32 last; /* what its own change left */
};
static struct operation *now;

static u32 count_at(u32 page)
{
	return p.pages + SIZEOF_PAGE * page + PAGE_COUNT;
}

static bool allows(const struct operation *o)
{
	return p.count[o->page] && !(o->get && p.count[o->page] >= MOST);
}

static void set(struct machine *m, u32 page, u32 count)
{
	p.count[page] = count;
	put32(m, count_at(page), count);
}

static void only_by_cmpxchg(struct machine *m)
{
	for (u32 i = 0; i < PAGES; i++)
		same(m, "the count changes, but not by cmpxchg", get32(m, count_at(i)), p.count[i]);
}

static void operate(struct machine *m, bool get, u32 page, const u32 *script);

static void interfere(struct machine *m, struct operation *o, u32 action)
{
	switch (action) {
	case TAKES: /* as your function would: never from 0 */
		if (!p.count[o->page])
			break;
		set(m, o->page, p.count[o->page] + 1);
		o->changes++;
		break;
	case DROPS:
		if (!p.count[o->page])
			break;
		set(m, o->page, p.count[o->page] - 1);
		o->changes++;
		break;
	case INTERRUPTS:
		operate(m, true, !o->page, 0);
		operate(m, false, !o->page, 0);
		break;
	}
}

/* ---- Services */

static u32 cmpxchg(struct machine *m, const u32 *words, void *context)
{
	struct operation *o = now;
	u32 old = words[1], new = words[2];

	(void)context;
	if (words[0] != count_at(o->page))
		fail(m, "cmpxchg is given 0x%08x, which is not the address of the page's count", words[0]);
	only_by_cmpxchg(m);
	if (p.flags[o->page] & RESERVED)
		fail(m, "it calls cmpxchg for a page that is reserved");
	if (o->script && o->tries < ROUNDS - 1)
		interfere(m, o, o->script[o->tries++]);
	o->refused = o->refused || !allows(o);
	u32 was = p.count[o->page];
	if (was != old || old == new)
		return was;
	if (!allows(o))
		fail(m, !old ? o->get ? "a page without a holder gets one: it may be somebody else's by now" : "a count of 0 is made to wrap"
			     : "a page with 0x7fffffff holders gets another");
	same(m, o->get ? "it does not add one holder" : "it does not remove one holder", new, o->get ? old + 1 : old - 1);
	if (o->changed++)
		fail(m, "it changes the count a second time");
	set(m, o->page, new);
	o->last = new;
	if (o->script)
		interfere(m, o, o->script[ROUNDS - 1]);
	return was;
}

static u32 bad_page(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	if (now->get || words[0] != p.pages + SIZEOF_PAGE * now->page || !now->refused || now->changed)
		fail(m, "it calls bad_page, and nobody has let go of the page too often");
	if (now->reports++)
		fail(m, "it calls bad_page twice");
	return 0;
}

static void setup(struct machine *m)
{
	now = 0;
	p.pages = buffer_at_end(m, PAGES * SIZEOF_PAGE);
	for (u32 i = 0; i < PAGES; i++) {
		p.flags[i] = 4;
		put32(m, p.pages + SIZEOF_PAGE * i + PAGE_FLAGS, p.flags[i]);
		set(m, i, 2);
	}
	service(m, "cmpxchg", cmpxchg, 0);
	service(m, "bad_page", bad_page, 0);
	snapshot(m);
}

/* ---- A call, and what must be true of it */

static void say(struct machine *m, const struct operation *o)
{
	struct text text = { 0 };
	static const char *const when[ROUNDS] = { "just before your first cmpxchg", "just before your second cmpxchg",
						  "right behind the cmpxchg that changes the count" };

	for (u32 i = 0; o->script && i < ROUNDS; i++)
		if (o->script[i])
			add(&text, "; %s %s", when[i], says[o->script[i]]);
	input(m, "%s(page) with a count of %u%s%s", o->get ? "get_page_unless_zero" : "page_ref_dec_and_test", p.count[o->page],
	      p.flags[o->page] & RESERVED ? ", reserved" : "", text.s);
}

static void judge(struct machine *m, const struct operation *o, u32 answer)
{
	only_by_cmpxchg(m);
	only_changed(m, "it changes something else than the count", (struct range[]){ { count_at(0), 4 }, { count_at(1), 4 } }, PAGES);
	if (p.flags[o->page] & RESERVED) {
		same(m, "the answer for a reserved page is wrong", answer, o->get);
		return;
	}
	if (o->get && answer != o->changed)
		fail(m, answer ? "the answer is true, and the page has no holder more" : "the answer is false, and the page has a holder more");
	if (!o->changed && !o->refused)
		fail(m, o->get ? "it adds no holder, though the page has had one all the time" : "it removes no holder, though the page has had one all the time");
	if (o->get)
		return;
	if (!o->changed && !o->reports)
		fail(m, "somebody lets go of a page without a holder, and bad_page is not called");
	if (o->changed && o->last && answer)
		fail(m, p.count[o->page] ? "the answer is true, and the page still has a holder"
					 : "the answer is true, but another processor was the last to let go: two would free the page");
	if (o->changed && !o->last && !answer)
		fail(m, "the last holder is gone, and the answer is false");
	if (!o->changed && answer)
		fail(m, "the answer is true, though it removed no holder");
}

/* script: what others do before each cmpxchg, or 0. Calls in an interrupt are judged too. */
static void operate(struct machine *m, bool get, u32 page, const u32 *script)
{
	struct operation o = { .outer = now, .page = page, .get = get, .script = script };

	if (!now)
		say(m, &o);
	o.refused = !allows(&o);
	now = &o;
	u32 answer = call(m, get ? "get_page_unless_zero" : "page_ref_dec_and_test", p.pages + SIZEOF_PAGE * page) & 0xff;
	judge(m, &o, answer);
	now = o.outer;
}

static void get_page(struct machine *m, u32 count)
{
	set(m, 0, count);
	operate(m, true, 0, 0);
}

static void drop_page(struct machine *m, u32 count)
{
	set(m, 0, count);
	operate(m, false, 0, 0);
}

/* ---- Cases */

/* A count at neither end: others may change it twice. */
static u32 some(struct machine *m)
{
	return between(m, 3, MOST - 3);
}

static u32 negative(struct machine *m)
{
	return between(m, MOST + 1u, 0xfffffffe);
}

static void takes_and_drops(struct machine *m)
{
	get_page(m, 1);
	drop_page(m, 1);
	drop_page(m, 2);
	get_page(m, some(m));
	drop_page(m, 3);
	get_page(m, some(m));
	drop_page(m, some(m));
}

static void nobody_holds_it(struct machine *m)
{
	get_page(m, 0);
	drop_page(m, 0);
	get_page(m, some(m));
	drop_page(m, 0);
}

static void reserved(struct machine *m)
{
	p.flags[0] |= RESERVED;
	put32(m, p.pages + PAGE_FLAGS, p.flags[0]);
	snapshot(m);
	for (u32 count = 0; count < 2; count++) {
		get_page(m, count);
		drop_page(m, count);
	}
	get_page(m, some(m));
	drop_page(m, some(m));
}

static void too_many(struct machine *m)
{
	get_page(m, MOST - 1);
	get_page(m, MOST);
	get_page(m, negative(m));
	get_page(m, 0xffffffff);
	drop_page(m, negative(m));
	drop_page(m, 0xffffffff);
	drop_page(m, MOST);
}

/* All that can happen, the simplest first. */
static void others(struct machine *m)
{
	for (u32 n = 0; n < ACTIONS * ACTIONS * ACTIONS; n++) {
		const u32 script[ROUNDS] = { n % ACTIONS, n / ACTIONS % ACTIONS, n / ACTIONS / ACTIONS };

		for (u32 k = 0; k < 10; k++) {
			set(m, 0, k < 8 ? k / 2 : some(m));
			set(m, 1, some(m));
			operate(m, k % 2, 0, script);
		}
	}
}

static void budget(struct machine *m)
{
	static const u32 scripts[][ROUNDS] = { { NOTHING, NOTHING, TAKES }, { TAKES, NOTHING, NOTHING }, { TAKES, TAKES, NOTHING }, { TAKES, DROPS, DROPS } };

	for (u32 i = 0; i < 8; i++) {
		u32 changes = 0;

		for (u32 k = 0; k < ROUNDS - 1; k++)
			changes += scripts[i / 2][k] != NOTHING;
		set(m, 0, some(m));
		forget_calls(m);
		operate(m, i % 2, 0, scripts[i / 2]);
		at_most(m, "cmpxchg", changes + 1);
	}
}

static const struct test_case cases[] = {
	{ "takes and drops", 3, takes_and_drops, 0 },
	{ "nobody holds it", 2, nobody_holds_it, "takes and drops" },
	{ "reserved", 1, reserved, "takes and drops" },
	{ "too many holders", 1, too_many, "takes and drops" },
	{ "another processor", 2, others, "takes and drops" },
	{ "budget", 1, budget, "another processor" },
	{ 0 }
};

const struct exercise exercise_frames_count = { "frames/count", cases, setup, 0 };
