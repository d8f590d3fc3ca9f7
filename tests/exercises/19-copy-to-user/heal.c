/* SPDX-License-Identifier: MIT */
/*
 * Exercise copy-to-user/heal. The test is the word, the entry of its page, and everybody else: at each call at which the count allows
 * it another task of the program stores to the word, or the page is written out; where the lock is free as well, the program forks, or
 * unmaps the page. A reschedule is always wanted, so that the end of a stretch without others is a call.
 */
#include "machine.h"

enum { PAGE = 4096, MOMENTS = 16, NEVER = 999, ENOMEM = -12, EFAULT = -14 };
enum { MINE, SHARED, ABSENT, STATES };                                       /* what a store finds in the entry: it succeeds in the first alone */
enum { NOTHING, STORES, WRITTEN, FORKS, UNMAPS, DEEDS };                     /* what others do at a moment */
enum { GOOD, NO_RIGHT, HOLE, NO_VMA, VMAS };                                 /* what find_vma finds */

static const char *const states[STATES] = { "the page is there, and the program's alone", "the page is a child's as well", "the page is not there" };
static const char *const deeds[DEEDS] = { "", "another task of the program stores to the word", "the page is written out, and taken away", "the program forks", "the program unmaps the page" };
static const char *const vmas[VMAS] = { "", "; the vma forbids stores", "; the lowest vma behind it begins behind it", "; no vma is behind it" };

static struct {
	u32 task, mm, vma, old; /* where they are */
	/* What is played */
	u32 address, n, state, found, vain, fails_at, fault_error, deed[MOMENTS]; /* vain: faults that bring nothing; which one fails */
	/* What has come of it */
	u32 word, was, calls, faults, error, loaded; /* was: the word before n was added to it; loaded: in this stretch */
	bool locked, seen, tried, added;             /* seen: find_vma has answered, and the lock is held since; tried: in vain, since the last fault */
	struct text story;
} s;

static u32 count(struct machine *m)
{
	return get32(m, thread(m) + THREAD_COUNT);
}

/* ---- Everybody else */

static void act(struct machine *m, const char *call)
{
	u32 deed = s.calls < MOMENTS && !count(m) ? s.deed[s.calls++] : NOTHING;

	if (!count(m))
		s.loaded = false;
	if (deed == NOTHING || (deed == WRITTEN && s.state == ABSENT) || (deed >= FORKS && (s.locked || s.found != GOOD)) || (deed == FORKS && s.state != MINE))
		return;
	add(&s.story, "\nwhile it calls %s: %s", call, deeds[deed]);
	input(m, "%s", s.story.s);
	if (deed == STORES)
		s.word += between(m, 1, 1000000);
	else
		s.state = deed == FORKS ? SHARED : ABSENT;
	if (deed == UNMAPS)
		s.found = HOLE;
	put32(m, s.vma + VMA_START, (s.address & ~(u32)(PAGE - 1)) + (s.found == HOLE) * PAGE);
}

/* ---- Services */

static void may_sleep(struct machine *m, const char *name)
{
	if (count(m))
		fail(m, "it calls %s with the count raised: nobody else can run, and it may sleep", name);
	expect(m, !s.added, "it has added, and goes on");
}

static void access(struct machine *m, const char *what, u32 address)
{
	same_hex(m, "it touches another word", address, s.address);
	if (!count(m))
		fail(m, "it %ss the word, and the count is not raised: others run between load and store", what);
	expect(m, !s.added, "it has added, and goes on");
	if (s.error)
		fail(m, "the page cannot be had, and it %ss the word again", what);
}

static u32 load_word(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	access(m, "load", words[0]);
	s.loaded = s.state != ABSENT;
	s.tried |= !s.loaded;
	if (!s.loaded)
		return (u32)EFAULT;
	put32(m, words[1], s.word);
	return 0;
}

static u32 store_word(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	access(m, "store", words[0]);
	expect(m, s.loaded, "it stores, and has not loaded since others could run");
	same_hex(m, "it stores another number than what is there and n", words[1], s.word + s.n);
	s.tried |= s.state != MINE;
	if (s.state != MINE)
		return (u32)EFAULT;
	s.was = s.word;
	s.word = words[1];
	s.added = true;
	return 0;
}

static u32 down_read(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	may_sleep(m, "down_read");
	act(m, "down_read");
	same_hex(m, "it takes the lock of another memory than current->mm", words[0], s.mm + MM_SEM);
	expect(m, !s.locked, "it takes mmap_sem, and has it already");
	s.locked = true;
	return 0;
}

static u32 up_read(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	same_hex(m, "it lets go of the lock of another memory", words[0], s.mm + MM_SEM);
	expect(m, s.locked, "it lets go of mmap_sem, and does not have it");
	s.locked = s.seen = false;
	act(m, "up_read");
	return 0;
}

static u32 find_vma(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	same_hex(m, "it asks for the vma of another memory than current->mm", words[0], s.mm);
	same_hex(m, "it asks for the vma of another page", words[1] / PAGE, s.address / PAGE);
	expect(m, s.locked, "it asks for a vma, and mmap_sem is not held");
	act(m, "find_vma");
	s.seen = true;
	s.error = s.found == GOOD ? s.error : (u32)EFAULT;
	return s.found == NO_VMA ? 0 : s.vma;
}

static u32 handle_mm_fault(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	may_sleep(m, "handle_mm_fault");
	expect(m, s.locked, "it asks for a fault, and mmap_sem is not held");
	same_hex(m, "it asks for a fault in another memory than current->mm", words[0], s.mm);
	expect(m, s.seen && words[1] == s.vma, "it asks for a fault in a vma that it has not found since it took the lock");
	expect(m, !s.error, s.found == GOOD ? "the fault has failed, and it asks again" : "no vma allows it, and it asks for a fault");
	same_hex(m, "it asks for a fault at another address", words[2] / PAGE, s.address / PAGE);
	same(m, "it asks for a fault for a load: what is shared stays shared", words[3] & 0xFF, 1);
	expect(m, s.tried, "it asks for a fault, and has not tried whether it is needed");
	s.tried = false;
	if (s.faults++ == s.fails_at) {
		s.error = s.fault_error;
		return s.error == (u32)ENOMEM ? OOM : SIGBUS;
	}
	if (s.faults > s.vain)
		s.state = MINE;
	act(m, "handle_mm_fault");
	return MINOR;
}

static u32 preempt_check(struct machine *m, const u32 *words, void *context)
{
	(void)context, (void)words;
	act(m, "preempt_enable");
	return 0;
}

static u32 printk(struct machine *m, const u32 *words, void *context)
{
	(void)context, (void)words;
	fail(m, "a BUG_ON: the count falls below where it began");
	return 0;
}

/* ---- One call, judged whole */

static void setup(struct machine *m)
{
	s.task = buffer(m, SIZEOF_TASK);
	s.mm = buffer(m, SIZEOF_MM);
	s.vma = buffer(m, SIZEOF_VMA);
	s.old = buffer_at_end(m, 4);
	put32(m, thread(m) + THREAD_TASK, s.task);
	put32(m, thread(m) + THREAD_FLAGS, RESCHED);
	put32(m, s.task + TASK_MM, s.mm);
	service(m, "load_word", load_word, 0);
	service(m, "store_word", store_word, 0);
	service(m, "down_read", down_read, 0);
	service(m, "up_read", up_read, 0);
	service(m, "find_vma", find_vma, 0);
	service(m, "handle_mm_fault", handle_mm_fault, 0);
	service(m, "preempt_check", preempt_check, 0);
	service(m, "printk", printk, 0);
}

static void check(struct machine *m)
{
	u32 got, before;

	s.story.length = s.calls = s.faults = s.error = s.loaded = 0;
	s.locked = s.seen = s.tried = s.added = false;
	s.word = any(m);
	put32(m, s.vma + VMA_MM, s.mm);
	put32(m, s.vma + VMA_START, (s.address & ~(u32)(PAGE - 1)) + (s.found == HOLE) * PAGE);
	put32(m, s.vma + VMA_END, (s.address & ~(u32)(PAGE - 1)) + between(m, 2, 9) * PAGE);
	put32(m, s.vma + VMA_FLAGS, (s.found == NO_RIGHT ? 0 : MAY_WRITE) | COULD_WRITE | MAY_READ | (below(m, 2) ? FOR_ALL : 0));
	put32(m, thread(m) + THREAD_COUNT, 0);
	put32(m, s.old, ~s.word);
	add(&s.story, "0x%x is added to 0x%08x at 0x%08x; %s%s", s.n, s.word, s.address, states[s.state], vmas[s.found]);
	if (s.vain)
		add(&s.story, "; the first %u fault%s bring%s nothing", s.vain, s.vain == 1 ? "" : "s", s.vain == 1 ? "s" : "");
	if (s.fails_at != NEVER)
		add(&s.story, "\nfault %u fails: %s", s.fails_at, s.fault_error == (u32)ENOMEM ? "VM_FAULT_OOM" : "VM_FAULT_SIGBUS");
	input(m, "%s", s.story.s);
	snapshot(m);
	before = get32(m, s.old);
	got = call(m, "add_to_word", s.address, s.n, s.old);
	expect(m, !s.locked, "it returns, and mmap_sem is still held");
	expect(m, s.added || get32(m, s.old) == before, "nothing was added, and *old is changed");
	same(m, "the preemption count is not what it was", count(m), 0);
	if (s.added) {
		same(m, "it has added, and the answer is not 0", got, 0);
		same_hex(m, "*old is not what was there before it has added", get32(m, s.old), s.was);
	} else if (!s.error) {
		fail(m, "it ends with %d, and has not added: a fault may bring the page", (s32)got);
	} else {
		same(m, "the page cannot be had, and the answer is not the error", got, s.error);
	}
	only_changed(m, "it changes memory that is not its own", (const struct range[]){ { s.old, s.added ? 4 : 0 }, { s.vma, SIZEOF_VMA } }, 2);
}

static void draw(struct machine *m, u32 state)
{
	s.address = between(m, 0x08048000, 0xBFFFFFFF) & ~3U;
	s.n = any(m);
	s.state = state;
	s.found = GOOD;
	s.vain = 0;
	s.fails_at = NEVER;
	s.fault_error = below(m, 2) ? (u32)ENOMEM : (u32)EFAULT;
	for (u32 i = 0; i < MOMENTS; i++)
		s.deed[i] = NOTHING;
}

/* ---- Cases */

static void at_once(struct machine *m)
{
	for (u32 i = 0; i < 20; i++) {
		draw(m, MINE);
		check(m);
	}
}

static void faults_first(struct machine *m)
{
	for (u32 i = 0; i < 40; i++) {
		draw(m, i % 2 ? SHARED : ABSENT);
		s.vain = i < 36 ? i / 2 % 4 : between(m, 100, 200); /* as often as it takes */
		check(m);
	}
}

static void refused(struct machine *m)
{
	for (u32 i = 0; i < 40; i++) {
		draw(m, i % 2 ? SHARED : ABSENT);
		s.found = between(m, NO_RIGHT, NO_VMA);
		if (s.found != NO_RIGHT)
			s.state = ABSENT;
		if (i % 4 == 0) {
			s.found = GOOD;
			s.vain = i / 4 % 3;
			s.fails_at = below(m, s.vain + 1);
		}
		check(m);
	}
}

/* One deed, at any moment. */
static void others(struct machine *m)
{
	for (u32 deed = STORES; deed < DEEDS; deed++)
		for (u32 when = 0; when < 8; when++)
			for (u32 i = 0; i < 6; i++) {
				draw(m, i % 2 ? SHARED : ABSENT);
				s.vain = i / 2 % 2;
				s.deed[when] = deed;
				check(m);
			}
}

static void any_word(struct machine *m)
{
	for (u32 i = 0; i < 200; i++) {
		draw(m, below(m, STATES));
		for (u32 k = 0; k < 12; k++)
			s.deed[k] = below(m, 2) ? NOTHING : below(m, UNMAPS + (k % 3 == 0));
		s.vain = below(m, 3);
		s.fails_at = below(m, 6) ? NEVER : below(m, 3);
		check(m);
	}
}

static const struct test_case cases[] = {
	{ "at once", 1, at_once, 0 }, { "faults first", 3, faults_first, "at once" }, { "refused", 2, refused, "faults first" },
	{ "others", 3, others, "faults first" }, { "any word", 3, any_word, "faults first" }, { 0 }
};

const struct exercise exercise_copy_to_user_heal = { "copy-to-user/heal", cases, setup, 0 };
