/* SPDX-License-Identifier: MIT */
/*
 * Exercise processes/whose-child. Behind the slots lies one more, in which there is just what is looked for: whoever goes too far
 * finds it.
 */
#include "machine.h"

enum who { NOBODY, CHILD, STRANGER, ORPHAN, LEFT_OVER, KINDS }; /* whose the slot is; LEFT_OVER: free, and says it was a child */

static struct {
	u32 tasks, any;
	u32 parent;                 /* its slot */
	enum who who[SLOTS];
	u32 state[SLOTS], pid[SLOTS];
	u8 before[(SLOTS + 1) * SIZEOF_TASK]; /* all slots, and the one behind them */
} f;

static u32 task_at(u32 slot)
{
	return f.tasks + slot * SIZEOF_TASK;
}

static void setup(struct machine *m)
{
	f.tasks = symbol(m, "tasks");
	f.any = buffer_at_end(m, 1);
}

/* ---- A table of tasks */

/* Nobody but the kernel itself, and a parent in some slot; numbers that no two have. */
static void empty(struct machine *m)
{
	u32 pids[SLOTS];

	for (u32 i = 0; i < SLOTS; i++)
		pids[i] = 2 + 3 * i + below(m, 3);
	shuffle(m, pids, SLOTS);
	f.parent = between(m, 2, SLOTS - 2);
	for (u32 i = 0; i < SLOTS; i++) {
		f.who[i] = NOBODY;
		f.pid[i] = i ? pids[i] : 0;
		f.state[i] = i ? FREE : RUNNING;
	}
	f.who[f.parent] = STRANGER;
	f.state[f.parent] = INTERRUPTIBLE;
}

/* In the first slot from here on that is free. */
static u32 lay_at(u32 slot, enum who who, u32 state)
{
	while (f.who[slot] != NOBODY)
		slot = slot % (SLOTS - 1) + 1;
	f.who[slot] = who;
	f.state[slot] = who == LEFT_OVER ? FREE : state;
	return slot;
}

static u32 lay(struct machine *m, enum who who, u32 state)
{
	return lay_at(between(m, 1, SLOTS - 1), who, state);
}

/* A stranger is a grandchild, if there is a child. */
static u32 parent_of(u32 slot)
{
	u32 child = 1;

	if (f.who[slot] == CHILD || f.who[slot] == LEFT_OVER)
		return task_at(f.parent);
	if (f.who[slot] != STRANGER || slot == f.parent)
		return 0;
	while (child < SLOTS && f.who[child] != CHILD)
		child++;
	return task_at(child < SLOTS ? child : 0);
}

static void put_slot(struct machine *m, u32 slot, u32 parent, u32 pid, u32 state)
{
	fill(m, task_at(slot), 0xA5, SIZEOF_TASK);
	put32(m, task_at(slot) + TASK_PARENT, parent);
	put32(m, task_at(slot) + TASK_PID, pid);
	put32(m, task_at(slot) + TASK_STATE, state);
}

/* ---- One question */

static bool is_meant(u32 slot, u32 pid)
{
	return f.who[slot] == CHILD && (pid == 0xFFFFFFFF || f.pid[slot] == pid);
}

static const char *why_not(u32 slot, u32 pid)
{
	if (slot >= SLOTS)
		return "it answers with something that is no slot of tasks";
	if (f.who[slot] == LEFT_OVER)
		return "it answers with a slot that is free: whose number it was does not count";
	if (slot == f.parent)
		return "it answers with the parent itself";
	if (f.who[slot] != CHILD)
		return "it answers with somebody else's child";
	if (!is_meant(slot, pid))
		return "it answers with a child that is not meant";
	if (f.state[slot] != ZOMBIE)
		return "it answers with a child that has not ended";
	return "of several that have ended it answers with another than the one with the lowest number";
}

static void judge(struct machine *m, u32 got, u32 pid)
{
	u32 wanted = SLOTS, any = 0, slot = (got - f.tasks) / SIZEOF_TASK;

	for (u32 i = 0; i < SLOTS; i++) {
		any |= is_meant(i, pid);
		if (is_meant(i, pid) && f.state[i] == ZOMBIE && (wanted == SLOTS || f.pid[i] < f.pid[wanted]))
			wanted = i;
	}
	if (got && (wanted == SLOTS || got != task_at(wanted)))
		fail(m, "%s", why_not(got < f.tasks || (got - f.tasks) % SIZEOF_TASK ? SLOTS : slot, pid));
	if (!got && wanted < SLOTS)
		fail(m, "the child with number %u has ended and is meant, and the answer is NULL", f.pid[wanted]);
	if (get8(m, f.any) > 1)
		fail(m, "*any is left as it was");
	if (any && !get8(m, f.any))
		fail(m, wanted < SLOTS ? "*any says that there is no child that is meant, and one is the answer" : "*any says that there is no child that is meant: nobody will wait for one that still runs");
	if (!any && get8(m, f.any))
		fail(m, "*any says that there is a child that is meant, and there is none: the parent will wait for ever");
}

static void ask(struct machine *m, u32 pid)
{
	struct text text = { 0 };
	u32 got;

	for (u32 i = 0; i < SLOTS; i++) {
		put_slot(m, i, parent_of(i), f.pid[i], f.state[i]);
		if (f.who[i] != NOBODY)
			add(&text, "\nslot %u: number %u, %s%s", i, f.pid[i],
			    i == f.parent           ? "the parent" :
			    f.who[i] == CHILD       ? "its child" :
			    f.who[i] == LEFT_OVER   ? "free, was its child" :
			    f.who[i] == ORPHAN      ? "the kernel's, no parent" :
			                              "somebody else's",
			    f.state[i] == ZOMBIE ? ", has ended" : "");
	}
	put_slot(m, SLOTS, task_at(f.parent), pid == 0xFFFFFFFF ? 1 : pid, ZOMBIE);
	fill(m, f.any, 0xA5, 1);
	input(m, "pid %s%u. The slots that are used:%s", pid >> 31 ? "-" : "", pid >> 31 ? 0 - pid : pid, text.s);
	get(m, f.tasks, f.before, sizeof f.before);
	snapshot(m);
	got = call(m, "eligible_child", task_at(f.parent), pid, f.any);
	judge(m, got, pid);
	same_bytes(m, "it changes a task", f.tasks, f.before, sizeof f.before);
	only_changed(m, "it changes something that is not *any", &(struct range){ f.any, 1 }, 1);
}

static const u32 anybody = 0xFFFFFFFF;

/* ---- Cases */

static void one_child(struct machine *m)
{
	u32 child;

	for (u32 i = 0; i < 4; i++) {
		empty(m);
		child = lay_at(i == 0 ? 1 : i == 1 ? SLOTS - 1 : between(m, 1, SLOTS - 1), CHILD, ZOMBIE);
		lay(m, STRANGER, RUNNING);
		ask(m, anybody);
		ask(m, f.pid[child]);
	}
}

static void still_running(struct machine *m)
{
	u32 child;

	empty(m);
	child = lay(m, CHILD, RUNNING);
	ask(m, anybody);
	ask(m, f.pid[child]);
	lay(m, CHILD, INTERRUPTIBLE);
	ask(m, anybody);
	lay(m, CHILD, UNINTERRUPTIBLE);
	ask(m, anybody);
	/* Whoever runs stands before and behind. */
	child = lay(m, CHILD, ZOMBIE);
	for (u32 i = 0; i < 8; i++)
		lay(m, CHILD, below(m, 3));
	ask(m, anybody);
	ask(m, f.pid[child]);
}

static void lowest(struct machine *m)
{
	for (u32 n = 2; n < 12; n++) {
		empty(m);
		for (u32 i = 0; i < n; i++) {
			lay(m, CHILD, ZOMBIE);
			lay(m, CHILD, RUNNING);
		}
		ask(m, anybody);
	}
}

static void by_number(struct machine *m)
{
	u32 ended[3], runs, stranger;

	empty(m);
	stranger = lay(m, STRANGER, ZOMBIE);
	runs = lay(m, CHILD, RUNNING);
	for (u32 i = 0; i < 3; i++)
		ended[i] = lay(m, CHILD, ZOMBIE);
	for (u32 i = 0; i < 3; i++)
		ask(m, f.pid[ended[i]]);
	ask(m, f.pid[runs]);
	ask(m, f.pid[stranger]);
	ask(m, f.pid[f.parent]);
	ask(m, between(m, 200, 0x7FFFFFFF));
	ask(m, 0);
	for (u32 i = 0; i < 3; i++)
		ask(m, 0 - f.pid[ended[i]]);
	ask(m, 0x80000000);
}

static void no_child(struct machine *m)
{
	u32 left;

	empty(m);
	ask(m, anybody);
	ask(m, f.pid[f.parent]);
	left = lay(m, LEFT_OVER, FREE);
	ask(m, anybody);
	ask(m, f.pid[left]);
	lay(m, ORPHAN, ZOMBIE);
	lay(m, ORPHAN, RUNNING);
	ask(m, anybody);
	for (u32 i = 0; i < 6; i++)
		lay(m, STRANGER, i % 2 ? ZOMBIE : RUNNING);
	ask(m, anybody);
}

/* Whose a slot is; its state; and whether it is asked for. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 2) ? CHILD : below(m, KINDS);
	row[1] = below(m, 2) ? 3 : below(m, 3);
	row[2] = below(m, 4);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	static const char *const whose[] = { "nobody", "a child", "somebody else's", "the kernel's", "free, was a child" };

	add(text, "%s%s%s", whose[row[0] % KINDS], row[1] % 4 == 3 ? ", has ended" : "", row[2] % 4 ? "" : "; it is asked for");
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	u32 slots[24];

	empty(m);
	for (u32 i = 0; i < count; i++)
		slots[i] = row[3 * i] % KINDS == NOBODY ? f.parent : lay(m, row[3 * i] % KINDS, row[3 * i + 1] % 4 == 3 ? ZOMBIE : row[3 * i + 1] % 4);
	ask(m, anybody);
	for (u32 i = 0; i < count; i++)
		if (row[3 * i + 2] % 4 == 0)
			ask(m, f.pid[slots[i]]);
}

static void any_family(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 20, .rows = 24, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "one child", 2, one_child, 0 },
	{ "still running", 2, still_running, "one child" },
	{ "the lowest number", 2, lowest, "one child" },
	{ "no child", 1, no_child, "one child" },
	{ "by number", 2, by_number, "one child" },
	{ "any family", 1, any_family, "one child" },
	{ 0 }
};

const struct exercise exercise_processes_whose_child = { "processes/whose-child", cases, setup, 0 };
