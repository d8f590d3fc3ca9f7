/* SPDX-License-Identifier: MIT */
/* Exercise waiting/mailbox: the test is everybody else, and comes between any two calls. */
#include "machine.h"

enum { RUNNING, INTERRUPTIBLE, UNINTERRUPTIBLE, LIMIT = 40, STEPS = 12 };

enum event { NOBODY, LETTER, THIEF, BOTH }; /* BOTH: a letter comes, and somebody else takes it */

static const char *const names[] = { "nothing", "a letter comes", "the letter is taken", "a letter comes and is taken" };

/* What happens at the beginning of each of the learner's calls, in order; then a letter, so that nobody waits for ever. */
struct world {
	u32 box, entry, state, calls, letters, taken, asleep, schedules;
	u32 stamp; /* the first letter is this, plus 1 */
	bool queued, finished;
	const u32 *events;
	u32 count;
	struct text story; /* for the learner: the calls until now, and what happened at each */
};

static u32 letter_of(const struct world *w, u32 number)
{
	return w->stamp + number;
}

static void bring(struct machine *m, struct world *w)
{
	if (get32(m, w->box))
		return;
	put32(m, w->box, letter_of(w, ++w->letters));
	/* wake_up: whoever is in the queue is out of it, and able to run. */
	w->queued = false;
	w->state = RUNNING;
}

static void steal(struct machine *m, struct world *w)
{
	if (get32(m, w->box))
		w->taken++;
	put32(m, w->box, 0);
}

static void happen(struct machine *m, struct world *w, const char *call)
{
	u32 event = w->calls < w->count ? w->events[w->calls] % 4 : NOBODY;

	w->calls++;
	add(&w->story, "\ncall %u, %s: %s", w->calls, call, names[event]);
	input(m, "%s", w->story.s);
	if (w->calls > LIMIT)
		fail(m, "after %u calls it still has not taken the letter", w->calls);
	if (event == LETTER || event == BOTH)
		bring(m, w);
	if (event == THIEF || event == BOTH)
		steal(m, w);
}

static u32 prepare_to_wait(struct machine *m, const u32 *words, void *context)
{
	struct world *w = context;

	happen(m, w, "prepare_to_wait");
	if (words[0] != w->box + 4)
		fail(m, "prepare_to_wait is given another queue than the mailbox's");
	if (words[2] != UNINTERRUPTIBLE)
		fail(m, "prepare_to_wait is given another state than TASK_UNINTERRUPTIBLE");
	if (words[1] != w->entry && (get32(m, words[1]) != words[1] || get32(m, words[1] + 4) != words[1]))
		fail(m, "the entry is not one of DEFINE_WAIT: it does not point to itself");
	w->entry = words[1];
	w->queued = true;
	w->finished = false;
	w->state = UNINTERRUPTIBLE;
	return 0;
}

static u32 schedule(struct machine *m, const u32 *words, void *context)
{
	struct world *w = context;

	(void)words;
	w->schedules++;
	/* What comes now comes while it is about to sleep: it is lost, unless the sleeper has joined the queue. */
	happen(m, w, "schedule");
	if (w->state == RUNNING)
		return 0; /* it was woken in between, or never said that it sleeps */
	if (get32(m, w->box))
		fail(m, "lost wakeup: it goes to sleep while there is a letter, and nobody will wake it");
	w->asleep++;
	bring(m, w);
	return 0;
}

static u32 finish_wait(struct machine *m, const u32 *words, void *context)
{
	struct world *w = context;

	if (words[0] != w->box + 4)
		fail(m, "finish_wait is given another queue than the mailbox's");
	if (w->entry && words[1] != w->entry)
		fail(m, "finish_wait is given another entry than prepare_to_wait");
	w->queued = false;
	w->finished = true;
	w->state = RUNNING;
	happen(m, w, "finish_wait");
	return 0;
}

static u32 play(struct machine *m, const u32 *events, u32 count, bool letter)
{
	struct world w = { .box = symbol(m, "mailbox"), .events = events, .count = count, .stamp = between(m, 0x1000, 0x7FFFFFFF) };
	u32 got;

	put32(m, w.box, 0);
	if (letter)
		bring(m, &w);
	service(m, "prepare_to_wait", prepare_to_wait, &w);
	service(m, "schedule", schedule, &w);
	service(m, "finish_wait", finish_wait, &w);
	add(&w.story, "take_letter, %s", letter ? "with a letter in the box" : "with an empty box");
	input(m, "%s", w.story.s);
	got = call(m, "take_letter");
	if (!got)
		fail(m, "it returns without a letter");
	if (w.queued || (w.calls && !w.finished))
		fail(m, "it returns while it still stands in the queue: finish_wait was not called");
	if (w.state != RUNNING)
		fail(m, "it returns in a state that says that it sleeps");
	expect(m, got >= letter_of(&w, 1) && got <= letter_of(&w, w.letters), "it returns a letter that nobody wrote");
	if (w.taken && got == letter_of(&w, w.letters) && !get32(m, w.box) && w.taken == w.letters)
		fail(m, "it returns a letter that somebody else has taken");
	if (got == letter_of(&w, w.letters))
		same_hex(m, "the letter is still in the box", get32(m, w.box), 0);
	return w.schedules;
}

static void there(struct machine *m)
{
	u32 schedules = play(m, 0, 0, true);

	same(m, "schedule is called although there was a letter", schedules, 0);
}

static void sleeps(struct machine *m)
{
	u32 schedules = play(m, 0, 0, false);

	same(m, "with an empty box it must sleep once: calls of schedule", schedules, 1);
}

#define PLAY(letter, ...) play(m, (const u32[]){ __VA_ARGS__ }, sizeof((const u32[]){ __VA_ARGS__ }) / sizeof(u32), letter)

/* Between the look and the sleep. */
static void lost(struct machine *m)
{
	PLAY(false, NOBODY, LETTER);
	PLAY(false, LETTER);
	PLAY(false, NOBODY, NOBODY, LETTER);
}

static void too_late(struct machine *m)
{
	PLAY(false, NOBODY, NOBODY, THIEF);
	PLAY(false, NOBODY, BOTH, NOBODY);
	PLAY(false, NOBODY, NOBODY, THIEF, NOBODY, THIEF);
	PLAY(true, THIEF);
}

/* finish_wait lets others run as well: what is still in the box then can go. */
static void at_the_end(struct machine *m)
{
	PLAY(true, NOBODY, THIEF);
	PLAY(true, NOBODY, LETTER);
	PLAY(false, NOBODY, NOBODY, NOBODY, THIEF);
	PLAY(false, NOBODY, NOBODY, NOBODY, LETTER);
}

/* Every schedule of so many events: the place of the machine with more processors. */
static void every_schedule(struct machine *m)
{
	for (u32 letter = 0; letter < 2; letter++)
		for (u32 code = 0; code < 256; code++)
			play(m, (const u32[]){ code % 4, code / 4 % 4, code / 16 % 4, code / 64 }, 4, letter != 0);
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 4);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "%s", names[*row % 4]);
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	play(m, rows, count, false);
}

static void any_schedule(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = STEPS, .width = 1, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "a letter is there", 3, there, 0 },
	{ "the box is empty", 3, sleeps, 0 },
	{ "a letter between the look and the sleep", 4, lost, "the box is empty" },
	{ "somebody was faster", 3, too_late, "the box is empty" },
	{ "somebody at the end", 2, at_the_end, "the box is empty" },
	{ "every schedule", 3, every_schedule, "the box is empty" },
	{ "any schedule", 2, any_schedule, "the box is empty" },
	{ 0 }
};

const struct exercise exercise_waiting_mailbox = { "waiting/mailbox", cases, 0, 0 };
