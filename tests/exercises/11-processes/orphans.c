/* SPDX-License-Identifier: MIT */
/*
 * Exercise processes/orphans. The test is everybody else: at the beginning and at the end of each of the learner's calls one more
 * child may end. Whoever ends tells the parent that it has at that moment; whoever is told looks at all children that it has then.
 */
#include "machine.h"

enum { LINE = 6, NEVER = 0xFFFF };

/* A line of ancestors: 0 is father's parent. Slots 1 and 2 are pid 1 and father, then the line, then children. */
enum { INIT = 1, FATHER = 2, FIRST = 3, CHILD = FIRST + LINE };

static struct {
	u32 tasks, asked_for;
	/* What is played */
	u32 line, children;                   /* how many */
	bool under_init;                      /* the last of the line is pid 1's child, and nobody's else */
	bool wants[LINE], gone[LINE];         /* asks for orphans; has no memory any more */
	bool father_wants, init_wants, ended[16];
	u32 who, when;                        /* this child ends at this moment: twice the call's number, and 1 more at its end */
	/* What comes of it */
	u32 slot[SLOTS], reaper, calls;          /* which slot each of them has; the new parent's */
	bool dead[16], heard[16], asked[16];
	u8 before[(SLOTS + 1) * SIZEOF_TASK]; /* all slots, and the one behind them */
	struct text story;
} f;

static u32 task_at(u32 who)
{
	return f.tasks + f.slot[who] * SIZEOF_TASK;
}

static u32 child(u32 i)
{
	return task_at(CHILD + i);
}

static u8 *before(u32 who, u32 field)
{
	return f.before + f.slot[who] * SIZEOF_TASK + field;
}

static u32 pid_of(u32 who)
{
	return who == INIT ? 1 : 100 + 7 * who;
}

static void setup(struct machine *m)
{
	f.tasks = symbol(m, "tasks");
	f.asked_for = buffer_at_end(m, SLOTS);
}

/* ---- Everybody else */

static void end_of(struct machine *m, u32 i)
{
	f.dead[i] = true;
	f.heard[i] = get32(m, child(i) + TASK_PARENT) == task_at(f.reaper);
	put32(m, child(i) + TASK_STATE, ZOMBIE);
	put32(m, child(i) + TASK_MM, 0);
	get(m, child(i) + TASK_STATE, before(CHILD + i, TASK_STATE), 4);
	get(m, child(i) + TASK_MM, before(CHILD + i, TASK_MM), 4);
}

static void moment(struct machine *m, u32 now, const char *call)
{
	if (now != f.when || f.who >= f.children || f.dead[f.who])
		return;
	add(&f.story, "\npid %u ends, when %s %s", pid_of(CHILD + f.who), call, now % 2 ? "is about to return" : "begins");
	input(m, "%s", f.story.s);
	end_of(m, f.who);
}

static u32 begin_call(struct machine *m, const char *call)
{
	moment(m, 2 * f.calls, call);
	return 2 * f.calls++ + 1;
}

static u32 find_task_by_pid(struct machine *m, const u32 *words, void *context)
{
	u32 end = begin_call(m, "find_task_by_pid");

	(void)context;
	same(m, "find_task_by_pid is asked for another number than 1", words[0], 1);
	moment(m, end, "find_task_by_pid");
	return task_at(INIT);
}

static u32 has_ended(struct machine *m, const u32 *words, void *context)
{
	u32 end = begin_call(m, "has_ended"), i = 0;
	bool dead;

	while (i < f.children && words[0] != child(i))
		i++;
	if (i == f.children)
		fail(m, "has_ended is asked of a task that is no child of father");
	if (f.asked[i])
		fail(m, "has_ended is asked twice of the child with pid %u", pid_of(CHILD + i));
	f.asked[i] = true;
	dead = f.dead[i];
	moment(m, end, "has_ended");
	(void)context;
	return dead;
}

static u32 wake_up(struct machine *m, const u32 *words, void *context)
{
	u32 end = begin_call(m, "wake_up");
	bool any = false;

	(void)context;
	if (words[0] == task_at(FATHER) + TASK_CHILDREN)
		fail(m, "it tells father, and he is the one who leaves");
	if (words[0] != task_at(f.reaper) + TASK_CHILDREN)
		fail(m, "it wakes another queue than the one in which the new parent, pid %u, waits for its children", pid_of(f.reaper));
	for (u32 i = 0; i < f.children; i++) {
		any = any || f.dead[i];
		f.heard[i] = f.heard[i] || (f.dead[i] && get32(m, child(i) + TASK_PARENT) == task_at(f.reaper));
	}
	if (!any)
		fail(m, "it tells the new parent of an end, and none of the children has ended");
	moment(m, end, "wake_up");
	return 0;
}

/* ---- A family */

static void put_task(struct machine *m, u32 who, u32 parent, u32 state, bool memory)
{
	u32 at = task_at(who);

	fill(m, at, 0xA5, SIZEOF_TASK);
	put32(m, at + TASK_PID, pid_of(who));
	put32(m, at + TASK_PARENT, parent);
	put32(m, at + TASK_STATE, state);
	put32(m, at + TASK_MM, memory ? 0xC0900000 + 64 * who : 0);
}

static void put_wish(struct machine *m, u32 who, bool wish)
{
	put(m, f.asked_for + f.slot[who], &(u8){ wish }, 1);
	if (wish)
		add(&f.story, ", has asked");
}

static u32 parent_of_line(u32 i)
{
	if (i + 1 < f.line)
		return task_at(FIRST + i + 1);
	return f.under_init ? task_at(INIT) : 0;
}

static void put_line(struct machine *m)
{
	add(&f.story, "father: pid %u", pid_of(FATHER));
	put_wish(m, FATHER, f.father_wants);
	for (u32 i = 0; i < f.line; i++) {
		put_task(m, FIRST + i, parent_of_line(i), f.gone[i] && i % 2 ? ZOMBIE : INTERRUPTIBLE, !f.gone[i]);
		add(&f.story, "\nabove: pid %u%s", pid_of(FIRST + i), f.gone[i] ? ", without memory" : "");
		put_wish(m, FIRST + i, f.wants[i]);
	}
	add(&f.story, f.under_init ? "\nabove: pid 1" : "\nabove: nobody; and pid 1");
	put_wish(m, INIT, f.init_wants);
	put_task(m, INIT, 0, INTERRUPTIBLE, true);
	put_task(m, FATHER, f.line ? task_at(FIRST) : parent_of_line(0), RUNNING, false);
}

/* Free slots say what they said when they were father's children; in two of the others there are strangers, one without a parent. */
static void put_others(struct machine *m)
{
	for (u32 i = 0; i < SLOTS + 1; i++) {
		u32 at = f.tasks + i * SIZEOF_TASK;

		fill(m, at, 0xA5, SIZEOF_TASK);
		put32(m, at + TASK_PID, 1000 + i);
		put32(m, at + TASK_STATE, i == SLOTS ? RUNNING : FREE);
		put32(m, at + TASK_PARENT, task_at(FATHER));
	}
	put32(m, f.tasks + TASK_STATE, RUNNING);
	put32(m, f.tasks + TASK_PID, 0);
	put32(m, f.tasks + TASK_PARENT, 0);
	put_task(m, 30, 0, ZOMBIE, false);
	put_task(m, 31, task_at(INIT), ZOMBIE, false);
	fill(m, f.asked_for, 0, SLOTS);
}

static void put_children(struct machine *m)
{
	for (u32 i = 0; i < f.children; i++) {
		put_task(m, CHILD + i, task_at(FATHER), below(m, 3), true);
		f.dead[i] = f.asked[i] = f.heard[i] = false;
		if (f.ended[i])
			end_of(m, i); /* and told father */
		add(&f.story, "\nchild: pid %u%s", pid_of(CHILD + i), f.ended[i] ? ", has ended" : "");
	}
}

/* ---- Once, judged whole */

static const char *what_is_wrong(u32 got)
{
	if (got == task_at(FATHER))
		return "a child still has the parent who leaves";
	for (u32 k = 0; k < f.line; k++)
		if (got == task_at(FIRST + k))
			return f.gone[k]    ? "a child is given to somebody whose memory is gone: it ends itself, or has ended" :
			       f.wants[k] ? "a child is given to one who has asked, and a nearer one has asked, too" :
			                     "a child is given to somebody who has not asked";
	if (got == task_at(INIT))
		return "a child is given to pid 1, and one above father has asked and can have it";
	return "a child has a parent who is neither above father nor pid 1";
}

static void judge(struct machine *m)
{
	for (u32 i = 0; i < f.children; i++) {
		u32 got = get32(m, child(i) + TASK_PARENT);

		if (got != task_at(f.reaper))
			fail(m, "%s: the child is pid %u, its parent should be pid %u", what_is_wrong(got), pid_of(CHILD + i), pid_of(f.reaper));
		if (f.dead[i] && !f.heard[i])
			fail(m, f.ended[i] ? "pid %u has ended, and its new parent is not told" : "nobody hears of the end of pid %u: it told father, and was not looked at afterwards", pid_of(CHILD + i));
		if (!f.asked[i])
			fail(m, "has_ended is not asked of the child with pid %u", pid_of(CHILD + i));
	}
	for (u32 i = 0; i < f.children; i++)
		get(m, child(i) + TASK_PARENT, before(CHILD + i, TASK_PARENT), 4);
	same_bytes(m, "it changes something that is not the parent of a child", f.tasks, f.before, sizeof f.before);
	only_changed(m, "it changes who has asked", 0, 0);
}

/* Who gets them, by the book. */
static u32 heir(void)
{
	for (u32 i = 0; i < f.line; i++)
		if (f.wants[i] && !f.gone[i])
			return FIRST + i;
	return INIT;
}

static void play(struct machine *m)
{
	for (u32 i = 0; i < SLOTS; i++)
		f.slot[i] = i;
	shuffle(m, f.slot + 1, SLOTS - 1); /* slot 0 is the kernel's itself */
	f.reaper = heir();
	f.calls = 0;
	f.story.length = 0;
	put_others(m);
	put_line(m);
	put_children(m);
	service(m, "find_task_by_pid", find_task_by_pid, 0);
	service(m, "has_ended", has_ended, 0);
	service(m, "wake_up", wake_up, 0);
	input(m, "%s", f.story.s);
	get(m, f.tasks, f.before, sizeof f.before);
	snapshot(m);
	forget_calls(m);
	call(m, "give_orphans", task_at(FATHER), f.asked_for);
	judge(m);
	at_most(m, "find_task_by_pid", f.children && f.reaper == INIT);
	at_most(m, "wake_up", 1);
}

/* Nobody has asked, nobody has ended, and nobody will. */
static void plain(struct machine *m, u32 line, u32 children)
{
	f.line = line;
	f.children = children;
	f.under_init = below(m, 2) != 0;
	f.father_wants = f.init_wants = false;
	for (u32 i = 0; i < LINE; i++)
		f.wants[i] = f.gone[i] = false;
	for (u32 i = 0; i < 16; i++)
		f.ended[i] = false;
	f.who = 0;
	f.when = NEVER;
}

/* ---- Cases */

static void nobody_asks(struct machine *m)
{
	for (u32 line = 0; line < LINE; line++) {
		plain(m, line, between(m, 2, 6));
		play(m);
		f.under_init = !f.under_init;
		f.init_wants = true;
		play(m);
	}
}

static void has_one_ended(struct machine *m)
{
	for (u32 n = 1; n < 6; n++) {
		plain(m, below(m, 3), n);
		f.ended[below(m, n)] = true;
		play(m);
		for (u32 i = 0; i < n; i++)
			f.ended[i] = true;
		play(m);
	}
}

static void somebody_asks(struct machine *m)
{
	for (u32 i = 0; i < LINE; i++) {
		plain(m, LINE, 3);
		f.ended[1] = i % 2;
		f.wants[i] = true;
		play(m);
		f.wants[LINE - 1] = f.init_wants = true; /* farther ones */
		play(m);
		f.father_wants = true;
		play(m);
		f.gone[i] = true;
		play(m);
		for (u32 k = 0; k < LINE; k++)
			f.wants[k] = f.gone[k] = true;
		play(m);
	}
}

static void no_children(struct machine *m)
{
	for (u32 line = 0; line < LINE; line++) {
		plain(m, line, 0);
		play(m);
		f.wants[0] = true;
		play(m);
	}
}

/* Every child, at every moment; another one has ended, or none. */
static void every_moment(struct machine *m)
{
	for (u32 variant = 0; variant < 4; variant++)
		for (u32 who = 0; who < 3; who++)
			for (u32 when = 0; when < 10; when++) {
				plain(m, 2, 3);
				f.wants[1] = variant & 1;
				f.ended[(who + 1) % 3] = variant & 2;
				f.who = who;
				f.when = when;
				play(m);
			}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, LINE + 1);
	row[1] = below(m, 8);
	row[2] = below(m, 1U << LINE) & below(m, 1U << LINE);
	row[3] = below(m, 1U << LINE) & below(m, 1U << LINE);
	row[4] = below(m, 256) & below(m, 256) & below(m, 256);
	row[5] = below(m, 8);
	row[6] = below(m, 16);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "%u above father, %u children", row[0] % (LINE + 1), row[1] % 8);
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	for (; count; count--, row += 7) {
		plain(m, row[0] % (LINE + 1), row[1] % 8);
		for (u32 i = 0; i < LINE; i++) {
			f.wants[i] = row[2] >> i & 1;
			f.gone[i] = row[3] >> i & 1;
		}
		for (u32 i = 0; i < 8; i++)
			f.ended[i] = row[4] >> i & 1;
		f.who = row[5] % 8;
		f.when = row[6];
		play(m);
	}
}

static void any_family(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 60, .rows = 6, .width = 7, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "nobody has asked", 3, nobody_asks, 0 },
	{ "one has ended", 3, has_one_ended, "nobody has asked" },
	{ "somebody has asked", 3, somebody_asks, "nobody has asked" },
	{ "no children", 1, no_children, "nobody has asked" },
	{ "every moment", 3, every_moment, "nobody has asked" },
	{ "any family", 2, any_family, "nobody has asked" },
	{ 0 }
};

const struct exercise exercise_processes_orphans = { "processes/orphans", cases, setup, 0 };
