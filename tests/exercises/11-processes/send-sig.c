/* SPDX-License-Identifier: MIT */
/* Exercise processes/send-sig: a table of truth, and one call that must not come too early. */
#include "machine.h"

static struct {
	u32 task, set; /* where they are */
	u32 sig, pid, state, pending, blocked, ignored;
	bool woken;
} f;

static void setup(struct machine *m)
{
	f.task = buffer(m, SIZEOF_TASK);
	f.set = buffer_at_end(m, 4);
}

static u32 bit(u32 sig)
{
	return 1U << sig;
}

/* A signal that does something by default, and is not SIGKILL. */
static u32 ordinary(struct machine *m)
{
	u32 sig = between(m, 1, SIGNALS - 1);

	while (sig == KILL || bit(sig) & NOTHING_BY_DEFAULT)
		sig = sig % (SIGNALS - 1) + 1;
	return sig;
}

/* One that does nothing by default: 0 to 3. */
static u32 quiet(u32 number)
{
	u32 sig = 1;

	for (;; sig++)
		if (bit(sig) & NOTHING_BY_DEFAULT && !number--)
			return sig;
}

static u32 wake_up_process(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	same_hex(m, "it wakes another task", words[0], f.task);
	if (f.woken)
		fail(m, "it wakes the task twice");
	if (f.state == UNINTERRUPTIBLE)
		fail(m, "it wakes a task from a sleep that no signal may break");
	if (f.state == RUNNING)
		fail(m, "it wakes a task that does not sleep");
	if (!(get32(m, f.set) & bit(f.sig)))
		fail(m, "it wakes the task before the signal is there: the task looks, finds nothing, and sleeps on");
	f.woken = true;
	return 0;
}

static bool counts(u32 set)
{
	return f.sig != KILL && set & bit(f.sig);
}

static const char *why(bool blocked, bool ignored)
{
	if (f.sig == KILL && f.pid != 1)
		return "SIGKILL is dropped: it cannot be ignored, and not be blocked";
	if (blocked && ignored)
		return "a blocked signal is dropped because it is ignored now: who knows what it will be when it is no longer blocked";
	if (blocked)
		return "a blocked signal is dropped";
	return "a signal is dropped, and nothing says so";
}

/* One signal, judged whole. Of the sets a bit more may be there: bit 0 is nobody's. */
static void send(struct machine *m)
{
	bool blocked = counts(f.blocked), ignored = counts(f.ignored | NOTHING_BY_DEFAULT);
	bool left = blocked || (!ignored && f.pid != 1), was = f.pending & bit(f.sig);
	bool wake = left && !was && !blocked && f.state == INTERRUPTIBLE;
	u32 got;

	fill(m, f.task, 0xA5, SIZEOF_TASK);
	put32(m, f.task + TASK_PID, f.pid);
	put32(m, f.task + TASK_STATE, f.state);
	put32(m, f.task + TASK_IGNORED, f.ignored);
	put32(m, f.set, f.pending);
	f.woken = false;
	service(m, "wake_up_process", wake_up_process, 0);
	input(m, "signal %u to pid %u, %s; pending 0x%08x, blocked 0x%08x, ignored 0x%08x", f.sig, f.pid,
	      f.state == RUNNING         ? "which runs" :
	      f.state == INTERRUPTIBLE   ? "asleep, TASK_INTERRUPTIBLE" :
	                                   "asleep, TASK_UNINTERRUPTIBLE",
	      f.pending, f.blocked, f.ignored);
	snapshot(m);
	got = call(m, "leave_signal", f.sig, f.task, f.set, f.blocked) & 0xFF;
	if (left && !was && get32(m, f.set) == f.pending)
		fail(m, "%s", why(blocked, ignored));
	if (!left && get32(m, f.set) != f.pending)
		fail(m, f.pid == 1 ? "pid 1 is left a signal that would end it" : "a signal that is ignored is left");
	same_hex(m, "the set of pending signals is another", get32(m, f.set), left ? f.pending | bit(f.sig) : f.pending);
	only_changed(m, "it changes something that is not the set of pending signals", &(struct range){ f.set, 4 }, 1);
	if (f.woken && blocked)
		fail(m, "it wakes a task for a signal that is blocked: whoever wakes must find a reason");
	if (f.woken && was)
		fail(m, "it wakes a task for a signal that was there already");
	if (wake && !f.woken)
		fail(m, "it does not wake a task whose sleep a signal may break");
	same(m, left ? was ? "the signal was there already, and is: the answer" : "the signal was left: the answer" : "nothing was left: the answer", got, left);
}

/* An ordinary signal, to a task that runs, with nothing set. */
static void plain(struct machine *m)
{
	f.sig = ordinary(m);
	f.pid = between(m, 2, 30000);
	f.state = RUNNING;
	f.pending = f.blocked = f.ignored = 0;
}

static u32 others(struct machine *m)
{
	return any(m) & ~(bit(f.sig) | 1);
}

/* ---- Cases */

static void is_left(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		plain(m);
		send(m);
		f.pending = others(m);
		f.blocked = others(m);
		f.ignored = others(m);
		send(m);
	}
}

static void is_ignored(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		plain(m);
		f.state = i % 3;
		f.ignored = bit(f.sig);
		send(m);
		f.ignored |= others(m);
		f.pending = others(m);
		send(m);
		f.pending |= bit(f.sig); /* left when it was not yet ignored */
		send(m);
		plain(m);
		f.state = i % 3;
		f.sig = quiet(i % 4);
		send(m);
		f.pending = others(m);
		send(m);
	}
}

static void is_blocked(struct machine *m)
{
	for (u32 i = 0; i < 8; i++) {
		plain(m);
		f.state = i % 3;
		f.sig = i < 4 ? f.sig : quiet(i % 4);
		f.blocked = bit(f.sig);
		send(m);
		f.pending = others(m);
		f.blocked |= others(m);
		send(m);
		f.ignored = bit(f.sig) | others(m);
		send(m);
	}
}

static void sleeper(struct machine *m)
{
	for (u32 i = 0; i < 6; i++) {
		plain(m);
		f.state = INTERRUPTIBLE;
		send(m);
		f.blocked = others(m);
		send(m);
		f.state = UNINTERRUPTIBLE;
		send(m);
	}
}

static void kill(struct machine *m)
{
	for (u32 i = 0; i < 12; i++) {
		plain(m);
		f.sig = KILL;
		f.state = i % 3;
		f.blocked = i & 4 ? bit(KILL) : 0;
		f.ignored = i & 8 ? bit(KILL) : 0;
		send(m);
	}
	f.blocked = f.ignored = 0xFFFFFFFE;
	send(m);
}

static void twice(struct machine *m)
{
	for (u32 i = 0; i < 6; i++) {
		plain(m);
		f.sig = i < 2 ? (u32)KILL : f.sig;
		f.state = i % 2 ? INTERRUPTIBLE : RUNNING;
		f.pending = bit(f.sig);
		send(m);
		f.pending |= others(m);
		send(m);
		f.blocked = bit(f.sig);
		send(m);
	}
}

static void first(struct machine *m)
{
	for (u32 i = 0; i < 6; i++) {
		plain(m);
		f.pid = 1;
		f.state = i % 3;
		send(m);
		f.sig = i < 3 ? (u32)KILL : quiet(i % 4);
		send(m);
		f.blocked = bit(f.sig);
		send(m);
		f.sig = ordinary(m);
		f.blocked = bit(f.sig);
		send(m);
	}
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 4) ? between(m, 1, SIGNALS - 1) : KILL;
	row[1] = below(m, 6) ? between(m, 2, 30000) : 1;
	row[2] = below(m, 3);
	for (u32 i = 3; i < 6; i++)
		row[i] = any(m);
	(void)index;
}

static void show(struct text *text, const u32 *row)
{
	add(text, "signal %u, pid %u, state %u, 0x%x, 0x%x, 0x%x", row[0] % SIGNALS, row[1], row[2] % 3, row[3], row[4], row[5]);
}

static void run(struct machine *m, const u32 *row, u32 count)
{
	for (; count; count--, row += 6) {
		f.sig = row[0] % SIGNALS ? row[0] % SIGNALS : 1;
		f.pid = row[1] ? row[1] : 2;
		f.state = row[2] % 3;
		f.pending = row[3] & 0xFFFFFFFE;
		f.blocked = row[4] & 0xFFFFFFFE;
		f.ignored = row[5] & 0xFFFFFFFE;
		send(m);
	}
}

static void any_signal(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 30, .rows = 6, .width = 6, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "left", 2, is_left, 0 },
	{ "ignored", 2, is_ignored, "left" },
	{ "blocked", 3, is_blocked, "left" },
	{ "a sleeper", 2, sleeper, "left" },
	{ "SIGKILL", 2, kill, "left" },
	{ "twice", 1, twice, "left" },
	{ "pid 1", 1, first, "left" },
	{ "any signal", 2, any_signal, "left" },
	{ 0 }
};

const struct exercise exercise_processes_send_sig = { "processes/send-sig", cases, setup, 0 };
