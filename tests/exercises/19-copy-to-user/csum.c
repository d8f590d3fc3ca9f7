/* SPDX-License-Identifier: MIT */
/*
 * Exercise copy-to-user/csum. The test is the program, its lock, and everybody who may do something meanwhile: a device that stores to
 * the source, and whoever writes pages out and takes their notes away. A window is a page of memory, into which the frame's bytes come
 * when it is opened, and from which they go when it is closed.
 * The device sets the highest bit of bytes in which it is clear, and clears none: no two of its changes can cancel in a sum.
 */
#include "machine.h"

enum { PAGE = 4096, PAGES = 20, MOST = (PAGES - 1) * PAGE, NOTHING = 0xEE, NEVER = PAGES, ENOMEM = -12, EFAULT = -14, TOP = 0x80 };
enum { WITHIN = 1, EVEN = 2, ODD = 4, FAILS = 8, INIT = 16, DEVICE = 32 }; /* what a case plays */

static struct {
	u32 task, mm, frames, source, window, sum; /* where they are; around the window is room */
	/* What is played; vain: how often there is no frame before there is one */
	u32 to, offset, n, pid, fails_at, error, vain, vain_at, start;
	bool device;
	u8 bytes[PAGES * PAGE], frame[PAGES][PAGE]; /* the source and the program's pages, as they are */
	u32 flags[PAGES];
	/* What has come of it */
	u32 done, answered, expected; /* bytes of the pieces that are over; GUP's last error; the sum of what has arrived */
	bool locked, held, open, stored, put, slept;
} s;

static u32 page_pointer(u32 i)
{
	return s.frames + i * SIZEOF_PAGE;
}

/* The piece that is to be copied: in which page, from the first one on; how many bytes. */
static u32 page_now(void)
{
	return (s.to % PAGE + s.done) / PAGE;
}

static u32 piece(void)
{
	u32 room = PAGE - (s.to + s.done) % PAGE;

	return s.n - s.done < room ? s.n - s.done : room;
}

static void must(struct machine *m, bool holds, const char *cause)
{
	if (!holds)
		fail(m, "%s; byte %u, for 0x%08x, is next", cause, s.done, s.to + s.done);
}

/* ---- What others do, and what the learner has changed */

/* The device stores one byte, of those that are being copied. */
static void device(struct machine *m)
{
	u32 at = s.done + (s.done < s.n ? below(m, piece()) : 0);

	if (!s.device || s.done == s.n || s.bytes[at] & TOP)
		return;
	s.bytes[at] |= TOP;
	put(m, s.source + s.offset + at, &s.bytes[at], 1);
}

/* What has become of the pages' notes? */
static void look(struct machine *m)
{
	for (u32 i = 0; i < PAGES; i++) {
		u32 now = get32(m, page_pointer(i) + PAGE_FLAGS);

		if (now == s.flags[i])
			continue;
		must(m, i == page_now() && s.held && !s.put, "it notes something on a page that it does not hold: the frame may be another's by now");
		must(m, (now ^ s.flags[i]) == NOTED_DIRTY, "it notes something else on a page than that it is dirty");
		s.flags[i] = now;
	}
}

/* ---- Services */

static u32 down_read(struct machine *m, const u32 *words)
{
	must(m, words[0] == s.mm + MM_SEM, "it takes another lock than the program's mmap_sem");
	must(m, !s.locked, "it takes mmap_sem, and has it already");
	s.locked = true;
	return 0;
}

static u32 up_read(struct machine *m, const u32 *words)
{
	must(m, words[0] == s.mm + MM_SEM, "it lets go of another lock than the program's mmap_sem");
	must(m, s.locked, "it lets go of mmap_sem, and does not have it");
	must(m, !s.held || s.stored, "mmap_sem is free before the bytes are in the page: the program forks, and what is stored is its child's, too");
	s.locked = false;
	return 0;
}

static u32 get_user_pages(struct machine *m, const u32 *words)
{
	must(m, s.locked, "it asks for a page, and mmap_sem is not held");
	must(m, !words[0] || words[0] == s.task, "it asks for a page in the name of a task that is not current");
	must(m, words[1] == s.mm, "it asks for a page of another memory");
	must(m, s.done < s.n, "it asks for a page, and there is nothing left to copy");
	must(m, !s.put, "it asks for page after page, and mmap_sem is held all the while: who wants to fork waits for all of them");
	must(m, !s.held, "it asks for a page, and holds one that it has not let go of");
	if (words[2] / PAGE != (s.to + s.done) / PAGE)
		fail(m, "it asks for the page of 0x%08x, and the next byte goes to 0x%08x", words[2], s.to + s.done);
	same(m, "it asks for more or less than a page at a time", words[3], 1);
	must(m, words[4] & 0xFF, "it holds a page to read, and will store: it may be the page of zeros, or another program's as well");
	must(m, !(words[5] & 0xFF), "it holds the page by force: what the program may not write, it writes");
	must(m, words[6], "it asks for a page without a reference");
	if (s.answered == (u32)ENOMEM && s.pid == 1)
		must(m, s.slept, "there is no memory, and pid 1 asks again at once: nobody has had time to end");
	else
		must(m, !s.answered, "the page cannot be had, and it asks again");
	s.slept = false;
	s.answered = s.vain && page_now() == s.vain_at ? (u32)ENOMEM : page_now() == s.fails_at ? s.error : 0;
	s.vain -= s.vain && s.answered;
	if (s.answered)
		return s.answered;
	put32(m, words[6], page_pointer(page_now()));
	s.held = true;
	return 1;
}

static u32 kmap_atomic(struct machine *m, const u32 *words)
{
	same(m, "a window of another type than KM_USER0", words[1], A_TASKS);
	must(m, !s.open, "it opens a window, and has one open");
	must(m, s.held && !s.put && words[0] == page_pointer(page_now()), "it opens a window to a page that it does not hold");
	must(m, s.locked, "it opens a window to store, and mmap_sem is free: the program may have forked");
	s.flags[page_now()] &= ~(u32)NOTED_DIRTY; /* it was written out, and what is noted so far has been read */
	put32(m, words[0] + PAGE_FLAGS, s.flags[page_now()]);
	put(m, s.window, s.frame[page_now()], PAGE);
	s.open = true;
	return s.window;
}

/* What is in the window: the piece, as the source has been at some time since it began, and else what was there. */
static void judge_window(struct machine *m)
{
	static u8 now[PAGE];
	u32 begin = (s.to + s.done) % PAGE;

	get(m, s.window, now, PAGE);
	for (u32 i = 0; i < PAGE; i++) {
		bool ours = i >= begin && i < begin + piece();
		u32 k = s.done + i - begin, at = s.to + k;

		if (ours && (now[i] ^ s.bytes[k]) & (s.device ? TOP - 1 : 0xFF))
			fail(m, "at 0x%08x stands 0x%02x, and byte %u of the source is 0x%02x", at, now[i], k, s.bytes[k]);
		if (!ours && now[i] != s.frame[page_now()][i])
			fail(m, "it stores to 0x%08x, and what belongs into this page are %u bytes from 0x%08x on", at, piece(), s.to + s.done);
		if (ours)
			s.expected = (s.expected + ((u32)now[i] << k % 2 * 8)) % 65535;
		s.frame[page_now()][i] = now[i];
	}
}

static void must_be_nothing(struct machine *m, u32 address, const char *cause)
{
	static u8 now[PAGE];

	get(m, address, now, PAGE);
	for (u32 i = 0; i < PAGE; i++)
		must(m, now[i] == NOTHING, cause);
}

static u32 kunmap_atomic(struct machine *m, const u32 *words)
{
	same(m, "a window of another type than KM_USER0", words[1], A_TASKS);
	must(m, s.open, "it closes a window, and has none");
	same_hex(m, "it closes a window with another address than it was given", words[0], s.window);
	must_be_nothing(m, s.window - PAGE, "it stores before the window");
	must_be_nothing(m, s.window + PAGE, "it stores behind the window: a page ends there");
	judge_window(m);
	fill(m, s.window, NOTHING, PAGE);
	s.open = false;
	s.stored = true;
	return 0;
}

static u32 copy_bytes(struct machine *m, const u32 *words)
{
	static u8 bytes[PAGE];

	must(m, words[2] <= PAGE && words[0] >= 0xC0000000, words[2] > PAGE ? "memcpy of more than a page" : "it stores to the program's address");
	get(m, words[1], bytes, words[2]);
	put(m, words[0], bytes, words[2]);
	return words[0];
}

/* Any of the numbers whose halves give the sum: the largest, most of the time, so that what is added carries. */
static u32 csum_partial(struct machine *m, const u32 *words)
{
	static u8 bytes[PAGES * PAGE];
	u32 sum = words[2] % 65535;

	must(m, words[1] <= s.n, "csum_partial of more bytes than there are");
	must(m, s.open || words[0] + words[1] <= s.window || words[0] >= s.window + PAGE, "it adds up what is in a window that is closed");
	get(m, words[0], bytes, words[1]);
	for (u32 i = 0; i < words[1]; i++)
		sum = (sum + ((u32)bytes[i] << i % 2 * 8)) % 65535;
	return sum + 65535 * (below(m, 4) ? 65536 : below(m, 65537));
}

static u32 set_page_dirty_lock(struct machine *m, const u32 *words)
{
	must(m, s.held && !s.put && words[0] == page_pointer(page_now()), "it notes as dirty a page that it does not hold: the frame may be another's by now");
	s.flags[page_now()] |= NOTED_DIRTY;
	put32(m, words[0] + PAGE_FLAGS, s.flags[page_now()]);
	return 0;
}

static u32 put_page(struct machine *m, const u32 *words)
{
	must(m, !s.open, "it lets go of a page to which it has a window");
	must(m, s.held && !s.put && words[0] == page_pointer(page_now()), "it lets go of a page that it does not hold");
	must(m, s.stored, "it lets go of a page, and has stored nothing there");
	must(m, s.flags[page_now()] & NOTED_DIRTY, "it lets go of a page, and nothing says that it is dirty: it was written out after the hold had begun");
	s.put = true;
	return 0;
}

static u32 schedule_timeout(struct machine *m, const u32 *words)
{
	must(m, s.answered == (u32)ENOMEM, "it waits, and nothing was refused for want of memory");
	must(m, s.pid == 1, "it waits for memory, and is not pid 1");
	must(m, !s.locked, "it waits with mmap_sem held: who would end, and give memory back, waits for that");
	same(m, "it waits in a state that is not TASK_UNINTERRUPTIBLE", get32(m, s.task + TASK_STATE), UNINTERRUPTIBLE);
	same(m, "it does not wait for a fiftieth of a second", words[0], A_FIFTIETH);
	put32(m, s.task + TASK_STATE, RUNNING);
	s.slept = true;
	return 0;
}

static const struct serving {
	const char *name;
	u32 (*handler)(struct machine *m, const u32 *words);
	bool sleeps;
} servings[] = {
	{ "down_read", down_read, true }, { "up_read", up_read, false }, { "get_user_pages", get_user_pages, true }, { "kmap_atomic", kmap_atomic, false },
	{ "kunmap_atomic", kunmap_atomic, false }, { "memcpy", copy_bytes, false }, { "csum_partial", csum_partial, false },
	{ "set_page_dirty_lock", set_page_dirty_lock, true }, { "put_page", put_page, false }, { "schedule_timeout", schedule_timeout, true }, { 0 }
};

static u32 serve(struct machine *m, const u32 *words, void *context)
{
	const struct serving *serving = context;
	u32 answer;

	look(m);
	if (serving->sleeps && s.open)
		fail(m, "it calls %s, which may sleep, and has a window open, to the page of 0x%08x", serving->name, s.to + s.done);
	answer = serving->handler(m, words);
	if (s.put && !s.locked) { /* the piece is over */
		s.done += piece();
		s.held = s.stored = s.put = s.slept = false;
	}
	device(m);
	return answer;
}

/* ---- One call, judged whole */

static void setup(struct machine *m)
{
	s.task = buffer(m, SIZEOF_TASK);
	s.mm = buffer(m, SIZEOF_MM);
	s.frames = buffer(m, PAGES * SIZEOF_PAGE);
	s.sum = buffer_at_end(m, 2);
	s.source = pages(m, PAGES);
	s.window = pages(m, 3) + PAGE;
	put32(m, thread(m) + THREAD_TASK, s.task);
	put32(m, s.task + TASK_MM, s.mm);
	for (const struct serving *i = servings; i->name; i++)
		service(m, i->name, serve, (void *)i);
}

static void lay(struct machine *m)
{
	u32 word = 0;

	for (u32 i = 0; i < PAGES; i++) {
		s.flags[i] = (below(m, 2) ? NOTED_DIRTY : 0) | (below(m, 2) ? NOTED_USED : 0) | (below(m, 2) ? HIGH : 0);
		put32(m, page_pointer(i) + PAGE_FLAGS, s.flags[i]);
		for (u32 k = 0; k < PAGE; k++)
			s.frame[i][k] = (u8)(i + k * 7 + s.start);
	}
	for (u32 i = 0; i < s.n; i++) {
		word = i % 4 ? word >> 8 : any(m);
		s.bytes[i] = word & (s.device ? TOP - 1 : 0xFF);
	}
	fill(m, s.window - PAGE, NOTHING, 3 * PAGE);
	put(m, s.source + s.offset, s.bytes, s.n);
	put(m, s.sum, (const u8[]){ s.start & 0xFF, s.start >> 8 & 0xFF }, 2);
	put32(m, s.task + TASK_PID, s.pid);
	put32(m, s.task + TASK_STATE, RUNNING);
	s.expected = s.start % 65535;
	s.done = s.answered = 0;
	s.locked = s.held = s.open = s.stored = s.put = s.slept = false;
}

static void check(struct machine *m)
{
	u32 got, sum, room = s.fails_at * PAGE - s.to % PAGE, all = s.fails_at == 0 ? 0 : s.fails_at == NEVER || room > s.n ? s.n : room;
	struct text story = { 0 };

	lay(m);
	add(&story, "%u bytes to 0x%08x, from 0x%08x, for pid %u; *sum is 0x%04x%s", s.n, s.to, s.source + s.offset, s.pid, s.start, s.device ? "; a device stores to the source" : "");
	if (s.vain)
		add(&story, "\nfor the page of 0x%08x there is no memory, %u times", s.to / PAGE * PAGE + s.vain_at * PAGE, s.vain);
	if (all < s.n)
		add(&story, "\nthe page of 0x%08x cannot be had: %d", s.to + all, (s32)s.error);
	input(m, "%s", story.s);
	snapshot(m);
	got = call(m, "csum_by_pages", s.to, s.source + s.offset, s.n, s.sum);
	look(m);
	must(m, !s.locked, "it returns, and mmap_sem is still held");
	must(m, !s.held, s.open ? "it returns, and has a window open" : "it returns, and still holds a page");
	must(m, s.done >= all && !s.vain && (all == s.n || s.answered), "it ends, and there is more that can be copied, or asked for");
	same(m, "the answer is not how many bytes were not copied", got, s.n - all);
	sum = get8(m, s.sum) | (u32)get8(m, s.sum + 1) << 8;
	if (sum % 65535 != s.expected)
		same_hex(m, "the sum is not that of the bytes that have arrived, and of what was before them", sum, s.expected);
	same(m, "current is in another state than before", get32(m, s.task + TASK_STATE), RUNNING);
	must_be_nothing(m, s.window, "it stores through a window that is closed");
	same_bytes(m, "it changes the source", s.source + s.offset, s.bytes, s.n);
	only_changed(m, "it changes memory that is not its own", (const struct range[]){ { s.source, PAGES * PAGE }, { s.frames, PAGES * SIZEOF_PAGE }, { s.sum, 2 } }, 3);
}

/* So many copies of least to most bytes. */
static void play(struct machine *m, u32 times, u32 least, u32 most, u32 what)
{
	for (u32 i = 0, reaches; i < times; i++) {
		s.n = between(m, least, most);
		s.to = what & WITHIN ? below(m, PAGE + 1 - s.n) : what & EVEN ? below(m, PAGE / 2) * 2 : what & ODD ? below(m, PAGE / 2) * 2 + 1 : below(m, PAGE);
		reaches = (s.to + s.n + PAGE - 1) / PAGE;
		s.to += between(m, 0x08048, 0xBF000) * PAGE;
		s.offset = below(m, PAGE);
		s.pid = what & INIT ? 1 : between(m, 2, 100000);
		s.device = what & DEVICE;
		s.start = below(m, 4) ? below(m, 65536) : below(m, 2) * 65535;
		s.fails_at = what & FAILS && s.n ? (reaches - 1 < i % 4 ? reaches - 1 : i % 4) : NEVER;
		s.error = i / 4 % 2 && !(what & INIT) ? (u32)ENOMEM : (u32)EFAULT;
		s.vain = what & INIT && s.n ? i % 4 : 0;
		s.vain_at = s.fails_at != NEVER ? s.fails_at : s.n ? below(m, reaches) : 0;
		check(m);
	}
}

/* ---- Cases */

static void one_page(struct machine *m)
{
	play(m, 16, 1, 3000, WITHIN);
	play(m, 1, PAGE, PAGE, WITHIN);
	play(m, 1, 0, 0, 0);
}

/* Every page begins at an even place of the sum. */
static void several_pages(struct machine *m)
{
	play(m, 10, PAGE + 1, 6 * PAGE, EVEN);
	play(m, 1, 65537, MOST, EVEN);
}

static void odd_pieces(struct machine *m)
{
	play(m, 16, PAGE + 1, 6 * PAGE, ODD);
	play(m, 1, 65537, MOST, ODD);
}

static void no_page(struct machine *m)
{
	play(m, 16, 3 * PAGE, 5 * PAGE, FAILS);
}

static void pid_1(struct machine *m)
{
	play(m, 12, 1, 3 * PAGE, INIT);
	play(m, 16, 1, 3 * PAGE, INIT | FAILS);
}

static void a_device(struct machine *m)
{
	play(m, 16, 1, 4 * PAGE, DEVICE);
}

static void any_copy(struct machine *m)
{
	for (u32 i = 0; i < 8; i++)
		play(m, 4, 0, 3 * PAGE, (i & 1 ? DEVICE : 0) | (i & 2 ? INIT : 0) | (i & 4 ? FAILS : 0));
	play(m, 2, 60000, MOST, DEVICE);
}

static const struct test_case cases[] = {
	{ "one page", 3, one_page, 0 }, { "several pages", 4, several_pages, "one page" }, { "odd pieces", 4, odd_pieces, "several pages" },
	{ "no page", 4, no_page, "one page" }, { "pid 1", 3, pid_1, "no page" }, { "a device", 3, a_device, "one page" },
	{ "any copy", 4, any_copy, "one page" }, { 0 }
};

const struct exercise exercise_copy_to_user_csum = { "copy-to-user/csum", cases, setup, 0 };
