/* SPDX-License-Identifier: MIT */
/*
 * Exercise processes/reap-all. The test is the family: every child has a call of the learner's at which it ends, or ends when it is
 * slept for. Between two calls nobody else runs.
 */
#include "machine.h"

enum { EINTR = 4, EFAULT = 14, MOST = 6, LIMIT = 120, PLACES = 7 };
enum { BEFORE = 0, ASLEEP = 2 * LIMIT }; /* when: before the call; at its n-th call of a service; or not before it sleeps */

static struct {
	u32 current, queue, statuses;
	u32 children, at[MOST], code[MOST], when[MOST]; /* by pid, the lowest first; who is slept for ends in the opposite order */
	u32 max, room, killed;                          /* room: so many statuses can be stored; killed: at which call, or ASLEEP */
	bool ignores;                                   /* SIGCHLD: who ends from now on is pid 1's */
	/* What has come of it */
	bool ended[MOST], gone[MOST];   /* gone: buried, or pid 1's */
	u32 entry, calls, buried, kept[MOST];
	bool queued, refused, stored, looked, any, signalled;
	u32 found;                      /* at its last look: a child's number, or MOST */
	struct text story;
} s;

static void setup(struct machine *m)
{
	s.current = buffer(m, SIZEOF_TASK);
	s.queue = s.current + TASK_CHILDREN;
	for (u32 i = 0; i < MOST; i++)
		s.at[i] = buffer(m, SIZEOF_TASK);
	s.statuses = buffer(m, 4 * MOST + 4);
}

/* ---- What happens to others */

static void wake(struct machine *m)
{
	s.queued = false;
	put32(m, s.current + TASK_STATE, RUNNING);
}

static void end(struct machine *m, u32 i)
{
	s.ended[i] = true;
	put32(m, s.at[i] + TASK_STATE, ZOMBIE);
	put32(m, s.at[i] + TASK_EXIT_CODE, s.code[i]);
	if (s.ignores && s.when[i] != BEFORE) {
		s.gone[i] = true;
		put32(m, s.at[i] + TASK_PARENT, s.at[i] + SIZEOF_TASK);
		add(&s.story, "; child %u ends, unheard, and is pid 1's", i + 1);
	} else {
		add(&s.story, "; child %u ends", i + 1);
	}
	wake(m);
}

static void kill(struct machine *m)
{
	s.signalled = true;
	put32(m, s.current + TASK_SIGNAL, 15);
	add(&s.story, "; somebody kills it");
}

static void happen(struct machine *m, const char *call)
{
	add(&s.story, "\n%s", call);
	if (++s.calls > LIMIT)
		fail(m, "after %u calls it has still not come to an end", s.calls - 1);
	for (u32 i = 0; i < s.children; i++)
		if (!s.ended[i] && s.when[i] == s.calls)
			end(m, i);
	if (s.killed == s.calls) {
		kill(m);
		put32(m, s.current + TASK_STATE, RUNNING);
	}
	input(m, "%s", s.story.s);
}

/* The ended child with the lowest pid that is still there; MOST: none. */
static u32 first_ended(bool *any)
{
	u32 found = MOST;

	*any = false;
	for (u32 i = s.children; i--; )
		if (!s.gone[i]) {
			*any = true;
			found = s.ended[i] ? i : found;
		}
	return found;
}

/* ---- Services */

static void is_the_queue(struct machine *m, u32 queue)
{
	same_hex(m, "it waits in another queue than its own wait_chldexit", queue, s.queue);
}

static u32 prepare_to_wait(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	happen(m, "prepare_to_wait");
	is_the_queue(m, words[0]);
	if (words[2] != INTERRUPTIBLE)
		fail(m, "it waits in another state than TASK_INTERRUPTIBLE: no signal would end that");
	if (words[1] != s.entry && s.queued)
		fail(m, "it joins the queue with a second entry");
	if (words[1] != s.entry && (get32(m, words[1]) != words[1] || get32(m, words[1] + 4) != words[1]))
		fail(m, "the entry is not one of DEFINE_WAIT: it does not point to itself");
	s.entry = words[1];
	s.queued = true;
	put32(m, s.current + TASK_STATE, INTERRUPTIBLE);
	return 0;
}

static u32 finish_wait(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	is_the_queue(m, words[0]);
	if (s.entry && words[1] != s.entry)
		fail(m, "finish_wait is given another entry than prepare_to_wait");
	s.queued = false;
	s.entry = 0;
	put32(m, s.current + TASK_STATE, RUNNING);
	happen(m, "finish_wait");
	return 0;
}

static u32 schedule(struct machine *m, const u32 *words, void *context)
{
	u32 i = s.children;
	bool any;

	(void)words, (void)context;
	happen(m, "schedule");
	s.looked = false;
	if (get32(m, s.current + TASK_STATE) == RUNNING)
		return 0;
	if (s.signalled) {
		put32(m, s.current + TASK_STATE, RUNNING);
		return 0;
	}
	if (first_ended(&any) < MOST)
		fail(m, "lost wakeup: it goes to sleep while a child has ended, and that one will wake nobody any more");
	if (!any)
		fail(m, "it goes to sleep, and has no child that could wake it");
	if (!s.queued)
		fail(m, "it goes to sleep, and stands in no queue: nobody will wake it");
	do
		i--;
	while (s.ended[i]);
	add(&s.story, "; it sleeps");
	end(m, i);
	return 0;
}

static u32 eligible_child(struct machine *m, const u32 *words, void *context)
{
	u8 any;

	(void)context;
	happen(m, "eligible_child");
	if (words[0] != s.current)
		fail(m, "it looks for somebody else's children: who has lost a father is pid 1's");
	same_hex(m, "it looks for one child, and waits for all: pid", words[1], 0xFFFFFFFF);
	s.looked = true;
	s.found = first_ended(&s.any);
	any = s.any;
	put(m, words[2], &any, 1);
	if (s.found == MOST) {
		add(&s.story, any ? ": NULL" : ": NULL, and there is none");
		return 0;
	}
	add(&s.story, ": child %u", s.found + 1);
	return s.at[s.found];
}

static u32 put_user(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	if (get32(m, s.current + TASK_STATE) != RUNNING)
		fail(m, "it stores a status while it says that it waits for a child: a store may sleep, and nobody would wake it");
	happen(m, "put_user");
	if (s.refused)
		fail(m, "it stores another status, and one could not be stored");
	if (s.buried >= s.max)
		fail(m, "it stores more than max statuses");
	if (s.stored)
		fail(m, "it stores a second status, and has not buried the child of the first");
	same_hex(m, "it stores a status in another place than the next one", words[2], s.statuses + 4 * s.buried);
	if (s.found >= MOST)
		fail(m, "it stores a status, and has found no child");
	same(m, "it stores another status than the child's", words[0], s.code[s.found]);
	s.refused = s.buried >= s.room;
	if (s.refused) {
		add(&s.story, ": -EFAULT");
		return (u32)-EFAULT;
	}
	s.stored = true;
	put32(m, words[2], words[0]);
	return 0;
}

static u32 release_task(struct machine *m, const u32 *words, void *context)
{
	u32 i = 0;

	(void)context;
	happen(m, "release_task");
	while (i < s.children && s.at[i] != words[0])
		i++;
	if (i == s.children)
		fail(m, "it buries somebody who is no child of its own");
	if (s.gone[i])
		fail(m, "it buries a child that is not there any more");
	if (!s.ended[i])
		fail(m, "it buries a child that lives");
	if (s.buried < s.max && !s.stored)
		fail(m, "it buries a child whose status it has not stored: nobody will ever know it");
	s.gone[i] = true;
	s.kept[s.buried++] = s.code[i];
	s.stored = s.looked = false;
	s.found = MOST;
	fill(m, s.at[i], 0xA5, SIZEOF_TASK);
	return 0;
}

/* ---- One call, judged whole */

static void begin(struct machine *m)
{
	s.story.length = 0;
	s.entry = s.calls = s.buried = 0;
	s.queued = s.refused = s.stored = s.looked = s.any = s.signalled = false;
	s.found = MOST;
	fill(m, s.current, 0xA5, SIZEOF_TASK);
	fill(m, s.statuses, 0xA5, 4 * MOST + 4);
	put32(m, thread(m) + THREAD_TASK, s.current);
	put32(m, s.current + TASK_PID, 40);
	put32(m, s.current + TASK_SIGNAL, 0);
	service(m, "prepare_to_wait", prepare_to_wait, 0);
	service(m, "finish_wait", finish_wait, 0);
	service(m, "schedule", schedule, 0);
	service(m, "eligible_child", eligible_child, 0);
	service(m, "__put_user_4", put_user, 0);
	service(m, "release_task", release_task, 0);
	add(&s.story, "reap_all with %u children, max %u, room for %u%s", s.children, s.max, s.room, s.ignores ? "; it ignores SIGCHLD" : "");
	for (u32 i = 0; i < s.children; i++) {
		fill(m, s.at[i], 0xA5, SIZEOF_TASK);
		put32(m, s.at[i] + TASK_PID, 41 + i);
		put32(m, s.at[i] + TASK_PARENT, s.current);
		put32(m, s.at[i] + TASK_STATE, INTERRUPTIBLE);
		s.ended[i] = s.gone[i] = false;
		if (s.when[i] == BEFORE)
			end(m, i);
	}
	put32(m, s.current + TASK_STATE, RUNNING);
	if (s.killed == BEFORE)
		kill(m);
	input(m, "%s", s.story.s);
}

static void check(struct machine *m)
{
	u32 got;

	begin(m);
	got = call(m, "reap_all", s.statuses, s.max);
	add(&s.story, "\nit returns %d", (s32)got);
	input(m, "%s", s.story.s);
	if (s.queued)
		fail(m, "it returns while it still stands in the queue: finish_wait was not called");
	same(m, "it returns in a state that says that it sleeps", get32(m, s.current + TASK_STATE), RUNNING);
	if (!s.looked)
		fail(m, "it returns, and has not looked for children since it waited for one or buried one");
	for (u32 i = 0; i < s.buried && i < s.max; i++)
		same(m, "a status that was stored is not there", get32(m, s.statuses + 4 * i), s.kept[i]);
	if (s.refused) {
		same(m, "a status could not be stored, and the answer is not -EFAULT", got, (u32)-EFAULT);
		return;
	}
	if (s.found < MOST)
		fail(m, "it returns, and has found a child that it does not bury");
	if (s.any && !s.signalled)
		fail(m, "it returns, and has children left");
	same(m, s.any ? "a signal has ended the wait, and the answer is not -EINTR" : "the answer is not how many it has buried", got, s.any ? (u32)-EINTR : s.buried);
}

/* Children that are slept for, with statuses as programs leave them: 256 times a number, or a signal. */
static void plan(struct machine *m, u32 children)
{
	s.children = children;
	for (u32 i = 0; i < children; i++) {
		s.code[i] = below(m, 4) ? below(m, 256) * 256 : between(m, 1, 31);
		s.when[i] = ASLEEP;
	}
	s.max = s.room = MOST + 1;
	s.killed = ASLEEP;
	s.ignores = false;
}

/* ---- Cases */

static void ended_before(struct machine *m)
{
	for (u32 children = 0; children <= MOST; children++) {
		plan(m, children);
		for (u32 i = 0; i < children; i++)
			s.when[i] = BEFORE;
		check(m);
	}
}

static void slept_for(struct machine *m)
{
	for (u32 children = 1; children <= MOST; children++) {
		plan(m, children);
		check(m);
	}
}

static void few_wanted(struct machine *m)
{
	for (u32 max = 0; max <= 3; max++) {
		plan(m, 3);
		s.when[below(m, 3)] = BEFORE;
		s.max = max;
		check(m);
	}
}

static void to_nowhere(struct machine *m)
{
	for (u32 room = 0; room < 3; room++)
		for (u32 before = 0; before < 2; before++) {
			plan(m, 3);
			for (u32 i = 0; i < 3 && before; i++)
				s.when[i] = BEFORE;
			s.room = room;
			check(m);
		}
}

static void killed(struct machine *m)
{
	for (u32 when = BEFORE; when < 24; when++)
		for (u32 before = 0; before < 4; before++) {
			plan(m, 3);
			for (u32 i = 0; i < before; i++)
				s.when[i] = BEFORE;
			s.killed = when;
			check(m);
		}
}

static void unheard(struct machine *m)
{
	for (u32 before = 0; before <= 3; before++)
		for (u32 when = 1; when < PLACES; when++) {
			plan(m, 3);
			for (u32 i = 0; i < 3; i++)
				s.when[i] = i < before ? BEFORE : i == 2 ? when : ASLEEP;
			s.ignores = true;
			check(m);
		}
}

/* Three children: each ends before the call, or at one of its first calls, and the last may be slept for. */
static void every_order(struct machine *m)
{
	for (u32 code = 0; code < PLACES * PLACES * PLACES; code++) {
		plan(m, 3);
		s.when[0] = code % PLACES;
		s.when[1] = code / PLACES % PLACES;
		s.when[2] = code / (PLACES * PLACES) + (code / (PLACES * PLACES) == PLACES - 1 ? ASLEEP : 0);
		check(m);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 30);
	row[1] = between(m, 1, 0xFFFF);
	row[2] = below(m, MOST + 1);
	row[3] = below(m, 4) ? MOST : below(m, MOST);
	row[4] = below(m, 3) ? ASLEEP : below(m, 40);
	row[5] = below(m, 5) == 0;
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "a child that ends at call %u with %u", row[0], row[1]);
}

/* The first row says the rest as well. */
static void run(struct machine *m, const u32 *rows, u32 count)
{
	plan(m, count < MOST ? count : MOST);
	if (count) {
		s.max = rows[2] % (MOST + 1);
		s.room = rows[3];
		s.killed = rows[4];
		s.ignores = rows[5] % 2;
	}
	for (u32 i = 0; i < s.children; i++, rows += 6) {
		s.when[i] = rows[0];
		s.code[i] = rows[1];
	}
	check(m);
}

static void any_family(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = MOST, .width = 6, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "all have ended", 3, ended_before, 0 },
	{ "all are slept for", 3, slept_for, "all have ended" },
	{ "every order of ends", 4, every_order, "all are slept for" },
	{ "fewer are wanted", 1, few_wanted, "all have ended" },
	{ "a status to nowhere", 2, to_nowhere, "all have ended" },
	{ "a signal", 3, killed, "all are slept for" },
	{ "unheard ends", 1, unheard, "all are slept for" },
	{ "any family", 3, any_family, "all are slept for" },
	{ 0 }
};

const struct exercise exercise_processes_reap_all = { "processes/reap-all", cases, setup, 0 };
