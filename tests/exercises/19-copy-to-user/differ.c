/* SPDX-License-Identifier: MIT */
/*
 * Exercise copy-to-user/differ. The learner's function has two kernels take the same steps, and says where they part. The judge has both
 * kernels, right ones or one that is wrong in one way, and takes the same steps by itself: what it finds is what must be answered.
 */
#include "machine.h"

enum { PROGRAMS = 3, PAGES = 2, PAGE = 4096, SIZE = PAGES * PAGE, START = 0x40000000, FRAMES = 8, ZEROS = 0, STEPS = 20, LOOKS = 32, TRIES = 2000 };
enum what { FORK, STORE, FORBID, COPY };

enum way {
	BY_PAGES, BY_TURNS, CAUTIOUS, RIGHT_WAYS, /* these three are right */
	THROUGH = RIGHT_WAYS, THROUGH_LATER, PARENTS, SHORT, LONG, SOURCE, BLANK, OTHERS_WRITE, LOOSE, BYTES_LAST = LOOSE,
	FORCES, SAYS_DONE, SAYS_COPIED, GIVES_MORE, ANSWERS_LAST = GIVES_MORE, WAYS
};

static const char *const name_of[WAYS] = {
	"copies page by page", "copies 64 bytes a turn", "gives up 63 bytes in front of what may not be stored to",
	"stores through the entry and asks nobody", "asks for the first page, and stores through the other", "gives the parent the bytes", "forgets the last byte",
	"stores one byte too many, if the page has room", "takes for each page the first bytes of the source", "gives the caller a new page, and forgets what the old one had",
	"lets all who had the page store to it, once the caller has left", "leaves a page that the next fork does not protect",
	"stores where the program may not", "leaves out what the program may not store to, and says that all was copied", "answers how many bytes were copied",
	"gives up 64 bytes in front of what may not be stored to",
};

struct step {
	u32 what, who, at, n, from; /* as the learner has it; from: an address in the learner's world */
};

struct difference {
	u32 step, who, at;
};

struct kernel {
	enum way way;
	u32 programs, users[FRAMES];
	struct {
		u32 frame;
		bool stores, loose, forbidden;
	} entry[PROGRAMS][PAGES];
	u8 frame[FRAMES][PAGE];
};

static struct {
	struct kernel k[2], own[2]; /* those that the learner sees, and ours */
	struct step script[STEPS];
	u8 source[SIZE + 8];
	u32 at, from, first, steps, taken[2], looks; /* where script, source and answer lie; how far each kernel is */
	bool open[PROGRAMS][SIZE];
} w;

/* ---- A kernel */

static void begin(struct kernel *k, enum way way)
{
	k->way = way;
	k->programs = 1;
	for (u32 i = 0; i < FRAMES; i++)
		k->users[i] = i == ZEROS;
	for (u32 i = 0; i < PAGE; i++)
		k->frame[ZEROS][i] = 0;
	for (u32 i = 0; i < PAGES; i++) {
		k->entry[0][i].frame = ZEROS;
		k->entry[0][i].stores = k->entry[0][i].loose = k->entry[0][i].forbidden = false;
	}
}

/* What a fault for a store does: the entry's frame is its program's alone afterwards. */
static void part(struct machine *m, struct kernel *k, u32 who, u32 page, bool blank)
{
	u32 old = k->entry[who][page].frame, new = 1;

	if (!k->entry[who][page].stores && (old == ZEROS || k->users[old] > 1)) {
		while (new < FRAMES && k->users[new])
			new++;
		if (new == FRAMES)
			fail(m, "no frame is left: the test of tests is wrong");
		k->users[new] = 1;
		k->users[old] -= old != ZEROS;
		for (u32 i = 0; i < PAGE; i++)
			k->frame[new][i] = blank ? 0 : k->frame[old][i];
		k->entry[who][page].frame = new;
		for (u32 i = 0; i < k->programs && k->way == OTHERS_WRITE && old != ZEROS; i++)
			k->entry[i][page].stores = k->entry[i][page].stores || k->entry[i][page].frame == old;
	}
	k->entry[who][page].stores = true;
}

static void fork_of(struct kernel *k, u32 who)
{
	for (u32 i = 0; i < PAGES; i++) {
		k->entry[who][i].stores = k->entry[who][i].stores && k->entry[who][i].loose;
		k->users[k->entry[who][i].frame] += k->entry[who][i].frame != ZEROS;
		k->entry[k->programs][i] = k->entry[who][i];
	}
	k->programs++;
}

/* Of one page: size bytes of the source from done on. */
static void piece(struct machine *m, struct kernel *k, const struct step *s, u32 done, u32 size)
{
	u32 who = k->way == PARENTS ? 0 : s->who, at = s->at - START + done, page = at / PAGE, offset = at % PAGE;
	const u8 *from = w.source + s->from % 8 + (k->way == SOURCE ? 0 : done);
	bool last = done + size == s->n;
	u8 *to;

	if (k->way != THROUGH && !(k->way == THROUGH_LATER && done))
		part(m, k, who, page, k->way == BLANK);
	k->entry[who][page].loose = k->way == LOOSE;
	to = k->frame[k->entry[who][page].frame] + offset;
	for (u32 i = 0; i < size - (k->way == SHORT && last); i++)
		to[i] = from[i];
	if (k->way == LONG && last && offset + size < PAGE)
		to[size] ^= 0xFF;
}

/* So many of its bytes come before one that may not be stored. */
static u32 allowed(const struct kernel *k, const struct step *s)
{
	u32 at = s->at - START;

	for (u32 page = at / PAGE; page * PAGE < at + s->n; page++)
		if (k->entry[s->who][page].forbidden)
			return page * PAGE > at ? page * PAGE - at : 0;
	return s->n;
}

static u32 answer_of(const struct kernel *k, const struct step *s, u32 good)
{
	u32 more = k->way == CAUTIOUS ? 63 : k->way == GIVES_MORE ? 64 : 0;
	bool badly = s->n >= 64 && ((s->at ^ s->from) & 7);

	if (good == s->n || k->way == FORCES || k->way == SAYS_DONE)
		return 0;
	if (k->way == SAYS_COPIED)
		return good;
	if (k->way == BY_TURNS && badly)
		return s->n - good / 64 * 64;
	return s->n - good + (good < more ? good : more);
}

static u32 copy(struct machine *m, struct kernel *k, const struct step *s)
{
	u32 good = allowed(k, s), answer = answer_of(k, s, good), end = s->n, size;

	if (answer > s->n - good) /* what counts as not copied has not arrived, but for the words of a turn */
		end = k->way == BY_TURNS ? good / 4 * 4 : s->n - answer;
	for (u32 done = 0; done < end; done += size) {
		size = PAGE - (s->at + done) % PAGE;
		size = size > end - done ? end - done : size;
		if (!k->entry[s->who][(s->at - START + done) / PAGE].forbidden || k->way == FORCES)
			piece(m, k, s, done, size);
		else
			break;
	}
	return answer;
}

static u32 take_step(struct machine *m, struct kernel *k, const struct step *s)
{
	u32 page = (s->at - START) / PAGE;

	switch (s->what) {
	case FORK:
		fork_of(k, s->who);
		return 0;
	case STORE:
		part(m, k, s->who, page, false);
		k->frame[k->entry[s->who][page].frame][s->at % PAGE] = (u8)s->n;
		return 0;
	case FORBID:
		k->entry[s->who][page].forbidden = true;
		return 0;
	}
	return copy(m, k, s);
}

/*
 * ---- What is to be answered: the contract's rules, applied to kernels of our own. And what somebody would answer who has one of
 * them wrong: a script is drawn in which that shows.
 */

enum slip {
	NONE, ALL_AGREE, EXACT, ZERO_TOO, SIXTY_FOUR, ANY_NUMBER, LEFT_ALONE, RIGHT_ALONE, LEAST, NOTHING_OPEN, NOT_INHERITED, COPY_CLOSES_NOTHING,
	STORE_CLOSES_NOTHING, OPEN_FOR_ALL, CALLER_ONLY, FIRST_PAGE, HIGHEST_BYTE, HIGHEST_PROGRAM, AT_THE_END
};

static bool agree(u32 left, u32 right, enum slip slip)
{
	u32 more = left > right ? left - right : right - left;

	if (slip == EXACT)
		return !more;
	if (!left != !right && slip != ZERO_TOO)
		return false;
	return more <= 63 || slip == ANY_NUMBER || (slip == SIXTY_FOUR && more == 64);
}

static void note(const struct step *s, u32 programs, u32 left, u32 right, enum slip slip)
{
	u32 most = left > right ? left : right, at = s->at - START;

	if (slip == LEFT_ALONE || (slip == LEAST && right > left))
		most = left;
	if (slip == RIGHT_ALONE || (slip == LEAST && left > right))
		most = right;
	for (u32 i = 0; i < SIZE && s->what == FORK; i++)
		w.open[programs - 1][i] = w.open[s->who][i] && slip != NOT_INHERITED;
	if (s->what == STORE && slip != STORE_CLOSES_NOTHING)
		w.open[s->who][at] = false;
	for (u32 i = 0; i < s->n && s->what == COPY; i++)
		w.open[s->who][at + i] = (i >= s->n - most && slip != NOTHING_OPEN) || (slip == COPY_CLOSES_NOTHING && w.open[s->who][at + i]);
}

static bool is_open(u32 who, u32 at, enum slip slip)
{
	bool open = w.open[who][at];

	for (u32 i = 0; i < w.own[0].programs && slip == OPEN_FOR_ALL; i++)
		open = open || w.open[i][at];
	return open;
}

/* The first byte that differs, after this step. */
static struct difference of_bytes(u32 step, u32 caller, enum slip slip)
{
	struct difference found = { 0 };

	for (u32 who = 0; who < w.own[0].programs; who++)
		for (u32 page = 0; page < (slip == FIRST_PAGE ? 1 : PAGES) && (slip != CALLER_ONLY || who == caller); page++) {
			const u8 *left = w.own[0].frame[w.own[0].entry[who][page].frame], *right = w.own[1].frame[w.own[1].entry[who][page].frame];

			for (u32 i = 0; i < PAGE; i++)
				if (left[i] != right[i] && !is_open(who, page * PAGE + i, slip) &&
				    (!found.step || (slip == HIGHEST_PROGRAM && who != found.who) || (slip == HIGHEST_BYTE && who == found.who)))
					found = (struct difference){ step, who, START + page * PAGE + i };
		}
	return found;
}

static struct difference expected(struct machine *m, enum way left, enum way right, enum slip slip)
{
	struct difference found;
	u32 answer[2];

	begin(&w.own[0], left);
	begin(&w.own[1], right);
	for (u32 i = 0; i < SIZE; i++)
		w.open[0][i] = false;
	for (u32 i = 0; i < w.steps; i++) {
		const struct step *s = &w.script[i];

		for (u32 k = 0; k < 2; k++)
			answer[k] = take_step(m, &w.own[k], s);
		note(s, w.own[0].programs, answer[0], answer[1], slip);
		if (!agree(answer[0], answer[1], slip))
			return (struct difference){ i + 1, s->who, 0 };
		found = of_bytes(i + 1, s->who, slip);
		if (found.step && (slip != AT_THE_END || i + 1 == w.steps))
			return found;
	}
	return (struct difference){ 0 };
}

/* ---- What the learner may call */

static u32 take(struct machine *m, const u32 *words, void *context)
{
	u32 k = words[0], i = k < 2 ? w.taken[k] : 0;
	struct step s;

	(void)context;
	if (k > 1)
		fail(m, "it calls take for kernel %u, and there are LEFT and RIGHT", k);
	if (i == w.steps)
		fail(m, "it calls take, and this kernel has taken all %u steps", w.steps);
	get(m, words[1], &s, sizeof s);
	if (s.what != w.script[i].what || s.who != w.script[i].who || s.at != w.script[i].at || s.n != w.script[i].n || s.from != w.script[i].from)
		fail(m, "what kernel %u is to take is not step %u of the script, which is its next", k, i + 1);
	w.taken[k]++;
	w.looks = 0;
	return take_step(m, &w.k[k], &w.script[i]);
}

static u32 look(struct machine *m, const u32 *words, void *context)
{
	u32 k = words[0], who = words[1], at = words[2] - START, n = words[4], size;

	(void)context;
	if (k > 1 || who >= w.k[k].programs)
		fail(m, "it looks at program %u of kernel %u, and there is none", who, k);
	if (at > SIZE || n > SIZE - at)
		fail(m, "it looks at %u bytes at 0x%08x, and programs have 0x%08x to 0x%08x", n, words[2], START, START + SIZE - 1);
	if (++w.looks > LOOKS)
		fail(m, "it looks more than %u times between two steps", LOOKS);
	for (u32 done = 0; done < n; done += size) {
		size = PAGE - (at + done) % PAGE;
		size = size > n - done ? n - done : size;
		put(m, words[3] + done, w.k[k].frame[w.k[k].entry[who][(at + done) / PAGE].frame] + (at + done) % PAGE, size);
	}
	return 0;
}

/* ---- Scripts */

/* How a script is drawn. */
struct draw {
	u32 forbids; /* this step forbids a page, and some that come after it */
	bool ends;   /* copies reach a page's end, or beyond */
};

static void a_copy(struct machine *m, struct step *s, bool ends)
{
	u32 at = below(m, SIZE - 1);

	if (ends)
		at = PAGE - between(m, 1, 200);
	s->n = below(m, 3) ? between(m, 64, 400) : between(m, 1, 63);
	if (s->n > SIZE - at)
		s->n = SIZE - at;
	s->at = START + at;
}

/* A step with a program that there is; where programs may store is known without a kernel. */
static void a_step(struct machine *m, u32 i, u32 *programs, bool *forbidden, const struct draw *d)
{
	struct step *s = &w.script[i];
	u32 kind = below(m, 10), page;

	s->who = below(m, *programs);
	s->at = START + (d->ends && below(m, 2) ? PAGE - between(m, 1, 64) : below(m, SIZE));
	s->n = 0;
	s->what = COPY;
	page = (s->at - START) / PAGE;
	if (i == d->forbids || (i > d->forbids && kind == 3)) {
		s->what = FORBID;
		s->at |= PAGE; /* the second page: the first is copied to, up to it */
		forbidden[s->who * PAGES + 1] = true;
	} else if ((kind == 0 || (kind == 1 && d->forbids == STEPS)) && *programs < PROGRAMS) {
		s->what = FORK;
		for (u32 k = 0; k < PAGES; k++)
			forbidden[*programs * PAGES + k] = forbidden[s->who * PAGES + k];
		++*programs;
	} else if ((i == 0 || kind <= 2) && !forbidden[s->who * PAGES + page]) {
		s->what = STORE;
		s->n = 1 + below(m, 255);
	} else {
		a_copy(m, s, d->ends);
	}
}

static void a_script(struct machine *m, u32 steps, const struct draw *d)
{
	bool forbidden[PROGRAMS * PAGES] = { false };
	u32 programs = 1;

	w.steps = steps;
	for (u32 i = 0; i < steps; i++) {
		a_step(m, i, &programs, forbidden, d);
		w.script[i].from = w.script[i].what == COPY ? w.from + below(m, 8) : 0;
	}
}

/* ---- Verdicts */

static void say(struct text *t, const struct difference *d)
{
	if (!d->step)
		add(t, "they never differ");
	else if (!d->at)
		add(t, "after step %u, in what program %u's copy answered", d->step, d->who);
	else
		add(t, "after step %u, program %u's byte at 0x%08x", d->step, d->who, d->at);
}

static void show(struct text *t, u32 last)
{
	static const char *const what[] = { "fork of", "store by", "forbidden to", "copy for" };

	for (u32 i = 0; i < w.steps && i < last; i++) {
		add(t, "\n%2u: %s %u", i + 1, what[w.script[i].what], w.script[i].who);
		if (w.script[i].what)
			add(t, ", 0x%08x", w.script[i].at);
		if (w.script[i].what == COPY)
			add(t, ", %u bytes from 0x%08x", w.script[i].n, w.script[i].from);
	}
}

static void verdict(struct machine *m, enum way left, enum way right)
{
	struct difference want = expected(m, left, right, NONE), got;
	struct text steps = { 0 }, wanted = { 0 }, is = { 0 };

	put(m, w.at, w.script, w.steps * sizeof *w.script);
	begin(&w.k[0], left);
	begin(&w.k[1], right);
	w.taken[0] = w.taken[1] = w.looks = 0;
	show(&steps, want.step ? want.step : w.steps);
	input(m, "LEFT %s; RIGHT %s; %u steps:%s", name_of[left], name_of[right], w.steps, steps.s);
	call(m, "differ", w.at, w.steps, w.first);
	get(m, w.first, &got, sizeof got);
	say(&wanted, &want);
	say(&is, &got);
	if (want.step && w.taken[0] < want.step)
		fail(m, "it says where they differ, and has not taken the steps before");
	same_text(m, !want.step ? "a false alarm: what is open may differ" :
		  !got.step ? "they differ, and it does not see it: the first step counts after which they do" :
		  got.step > want.step ? "it does not see it in time: the first step counts after which they differ" :
		  got.step < want.step ? "it is too early: the first step counts after which they differ" :
		  "the lowest program counts, and its lowest byte; if the answers differ, that comes before any byte", is.s, wanted.s);
}

/* Draws a script in which the slip shows; or, if it is none, one in which the two never part. Then asks. */
static void pair(struct machine *m, enum way left, enum way right, enum slip slip, const struct draw *d)
{
	for (u32 i = 0; i < TRIES; i++) {
		struct difference is, other;

		a_script(m, STEPS - below(m, 3), d);
		is = expected(m, left, right, NONE);
		other = slip == ALL_AGREE ? (struct difference){ 0 } : expected(m, left, right, slip);
		if (slip ? is.step != other.step || is.who != other.who || is.at != other.at : !is.step) {
			verdict(m, left, right);
			return;
		}
	}
	fail(m, "no script tells these two apart: the test of tests is wrong");
}

static void either(struct machine *m, enum way wrong, enum way right, enum slip slip, const struct draw *d)
{
	if (below(m, 2))
		pair(m, wrong, right, slip, d);
	else
		pair(m, right, wrong, slip, d);
}

static const struct draw plain = { STEPS, false }, refused = { 1, true }, ends = { STEPS, true };

static void clean(struct machine *m)
{
	either(m, SHORT, BY_PAGES, FIRST_PAGE, &plain);
	a_script(m, 0, &plain);
	verdict(m, BY_PAGES, BY_PAGES);
	pair(m, BY_PAGES, BY_PAGES, NONE, &plain);
	either(m, BY_PAGES, BY_TURNS, NONE, &plain);
	pair(m, BY_PAGES, BY_PAGES, NONE, &refused);
}

static void bytes(struct machine *m)
{
	for (enum way way = THROUGH; way <= BYTES_LAST; way++)
		either(m, way, BY_PAGES, ALL_AGREE, way == THROUGH_LATER || way == SOURCE ? &ends : &plain);
	either(m, THROUGH, BY_PAGES, CALLER_ONLY, &plain);
	either(m, SOURCE, BY_PAGES, HIGHEST_BYTE, &ends);
	either(m, PARENTS, BY_PAGES, HIGHEST_PROGRAM, &plain);
	either(m, LONG, BY_PAGES, AT_THE_END, &plain);
}

static void answers(struct machine *m)
{
	for (enum way way = FORCES; way <= ANSWERS_LAST; way++)
		either(m, way, BY_PAGES, ALL_AGREE, &refused);
	either(m, SAYS_DONE, BY_PAGES, ZERO_TOO, &refused);
	either(m, SAYS_COPIED, BY_PAGES, ANY_NUMBER, &refused);
	either(m, GIVES_MORE, BY_PAGES, SIXTY_FOUR, &refused);
}

/* What was open in one script is not so in the next: the first byte, and one that comes later. */
static void forgets(struct machine *m)
{
	for (u32 i = 0; i < 2; i++) {
		w.steps = 2;
		w.script[0] = (struct step){ FORBID, 0, START + below(m, PAGE), 0, 0 };
		w.script[1] = (struct step){ COPY, 0, START, between(m, 10, 60), w.from };
		verdict(m, BY_PAGES, BY_TURNS);
		w.script[0] = (struct step){ FORK, 0, START, 0, 0 };
		w.script[1] = (struct step){ COPY, 1 - i, START, 1 + 6 * i, w.from };
		verdict(m, BY_PAGES, i ? LONG : PARENTS);
	}
}

static void open_bytes(struct machine *m)
{
	forgets(m);
	either(m, BY_TURNS, BY_PAGES, EXACT, &refused);
	pair(m, BY_PAGES, BY_TURNS, LEFT_ALONE, &refused);
	pair(m, CAUTIOUS, BY_PAGES, RIGHT_ALONE, &refused);
	either(m, CAUTIOUS, BY_PAGES, LEAST, &refused);
	either(m, CAUTIOUS, BY_PAGES, NOTHING_OPEN, &refused);
	either(m, CAUTIOUS, BY_PAGES, NOT_INHERITED, &refused);
	either(m, CAUTIOUS, SHORT, COPY_CLOSES_NOTHING, &refused);
	either(m, CAUTIOUS, THROUGH, OPEN_FOR_ALL, &refused);
	either(m, CAUTIOUS, THROUGH, STORE_CLOSES_NOTHING, &refused);
}

static void setup(struct machine *m)
{
	service(m, "take", take, 0);
	service(m, "look", look, 0);
	for (u32 i = 0; i < sizeof w.source; i++)
		w.source[i] = (u8)(1 + i % 251);
	w.from = buffer(m, sizeof w.source);
	w.at = buffer(m, sizeof w.script);
	w.first = buffer(m, sizeof(struct difference));
	put(m, w.from, w.source, sizeof w.source);
}

static const struct test_case cases[] = {
	{ "they agree", 3, clean, 0 },
	{ "bytes", 6, bytes, 0 },
	{ "what is open", 6, open_bytes, 0 },
	{ "answers", 5, answers, 0 },
	{ 0 }
};

const struct exercise exercise_copy_to_user_differ = { "copy-to-user/differ", cases, setup, 0 };
