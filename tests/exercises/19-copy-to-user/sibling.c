/* SPDX-License-Identifier: MIT */
/*
 * Exercise copy-to-user/sibling. The learner's function is a test, and the judge has the machine that it tests: frames, entries, programs,
 * and copies that are right, or wrong in one way. Each wrong one is tried beside a right one, so that neither `true` nor `false` is worth
 * anything.
 */
#include "machine.h"

enum { PROGRAMS = 3, PAGES = 3, PAGE = 4096, START = 0x40000000, FRAMES = 16, ZEROS = 0, BUDGET = 4000, COPIES = 20, ANY = 99 };

enum bug {
	BY_PAGES, BY_TURNS, CAUTIOUS, RIGHT, /* these three are right */
	THROUGH = RIGHT, THROUGH_LATER, THROUGH_END, THROUGH_VALUE, THROUGH_TURNS, THROUGH_MANY,
	THROUGH_ZEROS, NOT_THERE, BLANK,
	PARENTS, OFFSET, SOURCE, SHORT, LONG,
	FORCES, SAYS_DONE, SAYS_COPIED, BEHIND, GIVES_UP, GIVES_MORE,
	OTHERS_WRITE, LOOSE, HOLDS, FREED, BUGS
};

static const char *const what[BUGS] = {
	"copies page by page", "copies 64 bytes a turn", "gives up 63 bytes in front of what may not be stored to",
	"stores through the entry and asks nobody", "asks for the first page, and stores through the others", "stores through where it does not reach the end of a page",
	"stores values of 1, 2 and 4 bytes through", "stores through where source and target lie badly to each other, from 64 bytes on", "asks only where two share a page, and stores through where three do",
	"stores into the page of zeros where nothing was ever stored", "copies nothing to a page that nobody has stored to, and says that it did", "gives the caller a new page, and forgets what the old one had",
	"gives the parent the page, and the bytes", "begins in each page where it began in the first", "takes for each page the first bytes of the source", "forgets the last byte", "stores one byte too many, if the page has room",
	"stores where the program may not", "leaves out what the program may not store to, and says that all was copied", "answers how many bytes were copied", "leaves out a page that the program may not store to, and goes on behind it",
	"copies nothing if any of the pages may not be stored to", "gives up 64 bytes in front of what may not be stored to",
	"lets all who had the page store to it, once the caller has left", "leaves a page that the next fork does not protect", "goes on with the page of its last call, whoever has that by now", "frees the page that it leaves, whoever else has it",
};

struct entry {
	u32 frame;
	bool stores, loose, forbidden; /* may store now; fork leaves that; and may never */
};

static struct {
	u8 frame[FRAMES][PAGE], source[PAGES * PAGE];
	u32 users[FRAMES], programs, asked, held[PAGES], holder[PAGES];
	struct entry entry[PROGRAMS][PAGES];
	struct { u32 bug, page, caller; } trial; /* of which page and whose call, or ANY; 0: the first program's, 1: the others' */
	struct text last; /* copy */
} w;

/* ---- Frames */

static u32 new_frame(struct machine *m)
{
	for (u32 i = 1; i < FRAMES; i++)
		if (!w.users[i]) {
			w.users[i] = 1;
			return i;
		}
	fail(m, "no frame is left: the test of tests is wrong");
}

static void copy_bytes(u8 *to, const u8 *from, u32 n)
{
	for (u32 i = 0; i < n; i++)
		to[i] = from[i];
}

/* What a fault for a store does: the entry's frame is its program's alone afterwards. */
static void part(struct machine *m, struct entry *e, bool blank)
{
	u32 old = e->frame;

	if (!e->stores && (old == ZEROS || w.users[old] > 1)) {
		e->frame = new_frame(m);
		w.users[old] -= old != ZEROS;
		for (u32 i = 0; i < PAGE; i++)
			w.frame[e->frame][i] = blank ? 0 : w.frame[old][i];
	}
	e->stores = true;
}

/* ---- What the learner may call */

static void count_call(struct machine *m)
{
	if (++w.asked > BUDGET)
		fail(m, "more than %u calls for one copy: the test is not to take for ever", BUDGET);
}

static void begin(void)
{
	for (u32 i = 0; i < FRAMES; i++)
		w.users[i] = i == ZEROS;
	for (u32 i = 0; i < PAGE; i++)
		w.frame[ZEROS][i] = 0;
	for (u32 i = 0; i < PAGES; i++) {
		w.entry[0][i] = (struct entry){ 0 };
		w.holder[i] = ANY;
	}
	w.programs = 1;
}

static u32 start_over(struct machine *m, const u32 *words, void *context)
{
	count_call(m);
	begin();
	(void)words, (void)context;
	return 0;
}

static void ask(struct machine *m, const char *name, u32 who, u32 at, u32 n)
{
	if (who >= w.programs)
		fail(m, "it calls %s for program %u, and there are %u", name, who, w.programs);
	if (at - START > PAGES * PAGE || n > PAGES * PAGE - (at - START))
		fail(m, "it calls %s for %u bytes at 0x%08x, and the programs have 0x%08x to 0x%08x", name, n, at, START, START + PAGES * PAGE - 1);
	count_call(m);
}

static u32 fork_of(struct machine *m, const u32 *words, void *context)
{
	ask(m, "fork_of", words[0], START, 0);
	if (w.programs == PROGRAMS)
		fail(m, "it calls fork_of, and there are %u programs already", PROGRAMS);
	for (u32 i = 0; i < PAGES; i++) {
		struct entry *e = &w.entry[words[0]][i];

		e->stores = e->stores && e->loose;
		w.users[e->frame] += e->frame != ZEROS;
		w.entry[w.programs][i] = *e;
	}
	(void)context;
	return w.programs++;
}

static u32 store(struct machine *m, const u32 *words, void *context)
{
	u32 at = words[1] - START;
	struct entry *e = &w.entry[words[0] % PROGRAMS][at / PAGE % PAGES];

	ask(m, "store", words[0], words[1], 1);
	if (e->forbidden)
		fail(m, "it has program %u store to 0x%08x, which it has forbidden", words[0], words[1]);
	part(m, e, false);
	w.frame[e->frame][at % PAGE] = (u8)words[2];
	(void)context;
	return 0;
}

static u32 look(struct machine *m, const u32 *words, void *context)
{
	u32 at = words[1] - START, size;

	ask(m, "look", words[0], words[1], words[3]);
	for (u32 done = 0; done < words[3]; done += size) {
		size = PAGE - (at + done) % PAGE;
		size = size > words[3] - done ? words[3] - done : size;
		put(m, words[2] + done, w.frame[w.entry[words[0]][(at + done) / PAGE].frame] + (at + done) % PAGE, size);
	}
	(void)context;
	return 0;
}

static u32 forbid(struct machine *m, const u32 *words, void *context)
{
	ask(m, "forbid", words[0], words[1], 1);
	w.entry[words[0]][(words[1] - START) / PAGE].forbidden = true;
	(void)context;
	return 0;
}

/* ---- The copy under trial */

struct call {
	u32 who, at, n, piece; /* at: from the first page's beginning; piece: which one, from 0 */
	bool badly;            /* 64 bytes or more, and source and target lie badly to each other */
};

static bool is(const struct call *c, u32 bug, u32 page)
{
	return w.trial.bug == bug && (w.trial.page == ANY || w.trial.page == page) && (w.trial.caller == ANY || w.trial.caller == (c->who > 0));
}

static bool asks_nobody(const struct call *c, const struct entry *e, u32 page, bool to_the_end)
{
	return is(c, THROUGH, page) || (is(c, THROUGH_LATER, page) && c->piece) || (is(c, THROUGH_END, page) && !to_the_end) ||
	       (is(c, THROUGH_VALUE, page) && (c->n == 1 || c->n == 2 || c->n == 4)) || (is(c, THROUGH_TURNS, page) && c->badly) ||
	       (is(c, THROUGH_MANY, page) && e->frame != ZEROS && w.users[e->frame] > 2) || (is(c, THROUGH_ZEROS, page) && e->frame == ZEROS);
}

static void left_behind(const struct call *c, u32 page, u32 old)
{
	for (u32 i = 0; i < w.programs && is(c, OTHERS_WRITE, page); i++)
		w.entry[i][page].stores = w.entry[i][page].stores || w.entry[i][page].frame == old;
	for (u32 i = 0; i < PAGE && is(c, FREED, page) && old != ZEROS; i++)
		w.frame[old][i] = 0x6B;
}

static void piece(struct machine *m, const struct call *c, u32 done, u32 size)
{
	u32 at = c->at + done, page = at / PAGE, offset = at % PAGE, from = done, old;
	struct entry *e = &w.entry[is(c, PARENTS, page) ? 0 : c->who][page];

	if (is(c, NOT_THERE, page) && e->frame == ZEROS)
		return;
	old = e->frame;
	if (!asks_nobody(c, e, page, offset + size == PAGE))
		part(m, e, is(c, BLANK, page));
	if (old != e->frame)
		left_behind(c, page, old);
	e->loose = is(c, LOOSE, page);
	if (is(c, HOLDS, page) && w.holder[page] == c->who)
		old = w.held[page];
	else
		old = w.held[page] = e->frame;
	w.holder[page] = c->who;
	if (is(c, OFFSET, page) && c->piece)
		offset = c->at % PAGE;
	if (is(c, SOURCE, page))
		from = 0;
	if (is(c, SHORT, page) && done + size == c->n)
		size--;
	if (offset + size > PAGE)
		size = PAGE - offset;
	copy_bytes(w.frame[old] + offset, w.source + from, size);
	if (is(c, LONG, page) && done + size == c->n && offset + size < PAGE)
		w.frame[old][offset + size] ^= 0xFF;
}

static u32 least(u32 a, u32 b)
{
	return a < b ? a : b;
}

/* So many of its bytes come before one that may not be stored. */
static u32 allowed(const struct call *c)
{
	for (u32 page = c->at / PAGE; page * PAGE < c->at + c->n; page++)
		if (w.entry[c->who][page].forbidden)
			return page * PAGE > c->at ? page * PAGE - c->at : 0;
	return c->n;
}

static u32 answer_of(const struct call *c, u32 good)
{
	u32 page = (c->at + good) / PAGE;

	if (good == c->n || is(c, FORCES, page) || is(c, SAYS_DONE, page))
		return 0;
	if (is(c, SAYS_COPIED, page))
		return good;
	if (is(c, GIVES_UP, page))
		return c->n;
	if (w.trial.bug == CAUTIOUS || is(c, GIVES_MORE, page))
		return c->n - good + least(good, 63 + (w.trial.bug == GIVES_MORE));
	return c->n - (w.trial.bug == BY_TURNS && c->badly ? good / 64 * 64 : good);
}

static u32 copy(struct machine *m, const u32 *words, void *context)
{
	struct call c = { words[0], words[1] - START, words[3], 0, words[3] >= 64 && ((words[1] ^ words[2]) & 7) };
	u32 good, end, size, answer;

	ask(m, "copy", words[0], words[1], words[3]);
	get(m, words[2], w.source, c.n);
	good = allowed(&c);
	answer = answer_of(&c, good);
	end = c.n;
	if (answer > c.n - good) /* what counts as not copied has not arrived, but for the words of a turn */
		end = w.trial.bug == BY_TURNS ? good / 4 * 4 : c.n - answer;
	for (u32 done = 0; done < end; done += size, c.piece++) {
		u32 page = (c.at + done) / PAGE;

		size = PAGE - (c.at + done) % PAGE;
		size = size > end - done ? end - done : size;
		if (!w.entry[c.who][page].forbidden || is(&c, FORCES, page))
			piece(m, &c, done, size);
		else if (!is(&c, BEHIND, page))
			break;
	}
	w.last.length = 0;
	add(&w.last, "program %u, %u bytes to 0x%08x from 0x%08x, and the answer was %u", c.who, c.n, words[1], words[2], answer);
	(void)context;
	return answer;
}

/* ---- Cases */

static void setup(struct machine *m)
{
	service(m, "start_over", start_over, 0);
	service(m, "fork_of", fork_of, 0);
	service(m, "store", store, 0);
	service(m, "look", look, 0);
	service(m, "forbid", forbid, 0);
	service(m, "copy", copy, 0);
}

static bool verdict(struct machine *m, u32 bug, u32 page, u32 caller)
{
	struct text story = { 0 };
	u32 is_right;

	w.trial.bug = bug;
	w.trial.page = page;
	w.trial.caller = caller;
	w.last.length = w.asked = 0;
	add(&w.last, "none");
	add(&story, "the copy under trial %s", what[bug]);
	if (page != ANY)
		add(&story, ", in page %u alone", page);
	if (caller != ANY)
		add(&story, caller ? ", for all but program 0" : ", for program 0 alone");
	begin();
	restore(m);
	forget_calls(m);
	input(m, "%s\nfor each copy there are %u calls, and 200 million instructions", story.s, BUDGET);
	is_right = call(m, "copy_is_right") & 0xFF;
	input(m, "%s\nthe last copy that the test made: %s", story.s, w.last.s);
	if (is_right > 1)
		fail(m, "the answer is neither true nor false");
	return is_right;
}

/* Whether a copy with this mistake in one page alone is another one than a right copy. */
static bool matters(u32 bug, u32 page)
{
	switch (bug) {
	case THROUGH_LATER:
	case OFFSET:
	case SOURCE:
	case GIVES_UP: /* in front of page 0 there is nothing to be given up */
	case GIVES_MORE:
		return page > 0;
	case BEHIND:
		return page + 1 < PAGES;
	}
	return true;
}

/*
 * The first so many right ones; then each wrong copy: in each page alone, and for some callers alone. What a test has for a case, 4
 * thousand million instructions, is enough for all that one copy may take, for so many copies: no copy takes from another.
 */
static void try_all(struct machine *m, u32 first, u32 last, u32 right)
{
	u32 trial[COPIES], count = 0;

	snapshot(m);
	for (u32 i = 0; i < right; i++)
		if (!verdict(m, i, ANY, ANY))
			fail(m, "a false alarm: this copy is right");
	for (u32 bug = first; bug <= last; bug++)
		for (u32 i = 0; i < PAGES + 2; i++) {
			bool one_page = i < PAGES;

			if (one_page ? !matters(bug, i) : bug == PARENTS)
				continue;
			if (count + right == COPIES)
				fail(m, "more than %u copies in a case: the test of tests is wrong", COPIES);
			trial[count++] = bug << 16 | (one_page ? i : ANY) << 8 | (one_page ? ANY : i - PAGES);
		}
	shuffle(m, trial, count);
	for (u32 i = 0; i < count; i++)
		if (verdict(m, trial[i] >> 16, trial[i] >> 8 & 0xFF, trial[i] & 0xFF))
			fail(m, "this copy passes, and it is wrong");
}

static void unasked(struct machine *m)
{
	try_all(m, THROUGH, THROUGH_END, 1);
}

static void sometimes(struct machine *m)
{
	try_all(m, THROUGH_VALUE, THROUGH_MANY, 1);
}

static void zeros(struct machine *m)
{
	try_all(m, THROUGH_ZEROS, BLANK, 1);
}

static void where(struct machine *m)
{
	try_all(m, PARENTS, SOURCE, 1);
}

static void to_the_byte(struct machine *m)
{
	try_all(m, SHORT, LONG, 1);
}

static void refused(struct machine *m)
{
	try_all(m, FORCES, SAYS_COPIED, RIGHT);
}

static void up_to_where(struct machine *m)
{
	try_all(m, BEHIND, GIVES_MORE, RIGHT);
}

static void later(struct machine *m)
{
	try_all(m, OTHERS_WRITE, LOOSE, 1);
}

static void let_go(struct machine *m)
{
	try_all(m, HOLDS, FREED, 1);
}

static const struct test_case cases[] = {
	{ "nobody is asked", 3, unasked, 0 },
	{ "not always asked", 2, sometimes, 0 },
	{ "zeros", 3, zeros, 0 },
	{ "whose, and where", 2, where, 0 },
	{ "to the byte", 2, to_the_byte, 0 },
	{ "what may not be stored to", 2, refused, 0 },
	{ "up to where", 2, up_to_where, 0 },
	{ "later", 2, later, 0 },
	{ "what was let go of", 2, let_go, 0 },
	{ 0 }
};

const struct exercise exercise_copy_to_user_sibling = { "copy-to-user/sibling", cases, setup, 0 };
