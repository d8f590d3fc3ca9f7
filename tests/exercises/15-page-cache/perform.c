/* SPDX-License-Identifier: MIT */
/*
 * Exercise page-cache/perform. The test is the program's memory and the cache. A copy comes short where the hole is, up to three bytes
 * before it, and where the plan says that a page has gone between touch and copy. Bytes of the program and old ones of the file are
 * never the same, and never 0.
 */
#include "machine.h"

enum { EFAULT = 14, ENOMEM = 12, PAGE = 4096, FILE_PAGES = 4, MOST = 3 * PAGE, CUTS = 6, USER = 0x50000000, NEVER = ~0U };

static struct {
	u32 inode, pos, frames, map;             /* where they are in the learner's world */
	/* What is played */
	u32 from, n, start, size, hole;          /* of the program's n bytes, hole can be read; the file's start and size */
	u32 slack, refused, error, cut[CUTS];    /* of the file's pages refused is not given; cut: how many bytes the n-th copy brings */
	u8 old[FILE_PAGES * PAGE], bytes[MOST];  /* of the file from its page first on; the program's */
	u32 first;
	/* What has come of it */
	u32 copies, touches, held, asked, came;  /* held: a page's number and 1; came: what copies and touches have brought */
	u32 touched, again;                      /* the last byte that could be touched and 1; how often it was, and nothing came */
	bool over, cut_now;
	struct text story;
} f;

static void setup(struct machine *m)
{
	f.inode = buffer(m, SIZEOF_INODE);
	f.pos = buffer(m, 4);
	f.map = buffer(m, FILE_PAGES * SIZEOF_PAGE);
	f.frames = pages(m, FILE_PAGES);
	put32(m, symbol(m, "mem_map"), f.map - (f.frames - 0xC0000000) / PAGE * SIZEOF_PAGE);
}

static u32 offset(void)
{
	return f.start - f.first * PAGE; /* of the first byte, in the frames */
}

/* So many of the program's bytes are in the file; the others are as they were. */
static void judge_bytes(struct machine *m, u32 came)
{
	static u8 now[FILE_PAGES * PAGE];

	get(m, f.frames, now, sizeof now);
	for (u32 i = 0; i < FILE_PAGES * PAGE; i++) {
		bool mine = i - offset() < came;

		if (mine && now[i] != f.bytes[i - offset()])
			fail(m, now[i] == f.old[i] ? "byte %u is not in the file, though it counts as having come" : "byte %u in the file is not the program's", i - offset());
		if (!mine && now[i] != f.old[i])
			fail(m, now[i] ? "it changes a byte of the file that has not come" : "a zero is in the file, and nobody has written it");
	}
}

static void may_sleep(struct machine *m, const char *what)
{
	if (get32(m, thread(m) + THREAD_COUNT))
		fail(m, "%s while the preemption count is raised: it may sleep", what);
	if (f.held)
		fail(m, "%s while a page is held", what);
	if (f.over)
		fail(m, "%s after an error", what);
	add(&f.story, "\n%s", what);
	input(m, "%s", f.story.s);
}

/* How long the file is to be now. */
static u32 size_now(u32 came)
{
	return came && f.start + came > f.size ? f.start + came : f.size;
}

static u32 get_user_1(struct machine *m, const u32 *words, void *context)
{
	u32 at = words[1] - f.from;
	u64 value = 0;

	(void)context;
	may_sleep(m, "get_user");
	if (at >= f.n)
		fail(m, "it touches what is none of the n bytes");
	if (f.touched && at == f.touched && f.came < f.touched)
		f.came = f.touched; /* the touch brought it */
	if (at < f.came)
		fail(m, "it touches byte %u once more, which has come", at);
	if (at > f.came)
		fail(m, "it touches byte %u, and the first that has not come is %u", at, f.came);
	judge_bytes(m, f.came);
	if (get32(m, f.inode + INODE_SIZE) > size_now(f.came))
		fail(m, "the file is longer than what has come");
	same(m, "the size does not count what has come, and the next byte is touched", get32(m, f.inode + INODE_SIZE), size_now(f.came));
	f.again = at + 1 == f.touched && !f.cut_now ? f.again + 1 : 0;
	if (f.again > 2)
		fail(m, "byte %u can be read, and no copy brings it: it will ask for ever", at);
	f.touches++;
	f.asked = 0;
	f.over = at >= f.hole;
	f.touched = f.over ? 0 : at + 1;
	add(&f.story, " of byte %u%s", at, f.over ? ": -EFAULT" : "");
	value = f.over ? 0 : f.bytes[at];
	put(m, words[0], &value, sizeof value);
	return f.over ? (u32)-EFAULT : 0;
}

static u32 read_cache_page(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	may_sleep(m, "read_cache_page");
	if (!f.touched)
		fail(m, "it asks for a page, and has not touched the next byte: there may be nothing to write");
	if (f.asked)
		fail(m, "it asks for a page twice in one round");
	same_hex(m, "it asks for a page of something else than this file", words[0], f.inode);
	same(m, "it asks for another page than the next byte's", words[1], (f.start + f.touched - 1) / PAGE);
	f.asked = 1;
	if (words[1] - f.first == f.refused) {
		f.over = true;
		return 0 - f.error;
	}
	f.held = words[1] - f.first + 1;
	return f.map + (f.held - 1) * SIZEOF_PAGE;
}

static u32 put_page(struct machine *m, const u32 *words, void *context)
{
	(void)context;
	if (!f.held || words[0] != f.map + (f.held - 1) * SIZEOF_PAGE)
		fail(m, "it gives back a page that it does not hold");
	f.held = 0;
	return 0;
}

static u32 least(u32 a, u32 b)
{
	return a < b ? a : b;
}

/* How many of the n bytes at byte at come. What is fetched by single bytes comes to the last that can be read. */
static u32 comes(u32 at, u32 n)
{
	u32 good = at < f.hole ? least(n, f.hole - at) : 0, cut = f.copies <= CUTS ? f.cut[f.copies - 1] : NEVER;

	if (n >= 4 && good < n)
		good -= least(good, f.slack);
	f.cut_now = cut < good;
	return least(good, cut);
}

static u32 copy_user(struct machine *m, const u32 *words, void *context)
{
	u32 at = words[1] - f.from, n = words[2], page = (words[0] - f.frames) / PAGE, good;

	(void)context;
	if (!n)
		return 0;
	if (at >= f.n || n > f.n - at)
		fail(m, "it copies bytes that are none of the n");
	if (!f.held)
		fail(m, "it copies into a page that it does not hold");
	if (page != f.held - 1 || (words[0] + n - 1 - f.frames) / PAGE != page)
		fail(m, "it copies beyond the page that it holds");
	same_hex(m, "it copies a byte to another place of the page than its own", words[0] - f.frames, offset() + at);
	same(m, "the preemption count is not raised by one while it copies", get32(m, thread(m) + THREAD_COUNT), 1);
	if (at == f.touched && at == f.came + 1)
		f.came++; /* the touch brought the one before */
	if (at < f.came)
		fail(m, "it copies byte %u once more, which has come", at);
	if (at > f.came)
		fail(m, "it copies byte %u, and the first that has not come is %u", at, f.came);
	f.copies++;
	good = comes(at, n);
	put(m, words[0], f.bytes + at, good);
	f.came += good;
	add(&f.story, ", %u of %u copied", good, n);
	return n - good;
}

/* It fills with zeros what has not come. */
static u32 copy_from_user(struct machine *m, const u32 *words, void *context)
{
	u32 left = copy_user(m, words, context);

	fill(m, words[0] + words[2] - left, 0, left);
	return left;
}

static void lay(struct machine *m)
{
	for (u32 i = 0; i < sizeof f.old; i++)
		f.old[i] = (u8)between(m, 128, 255);
	for (u32 i = 0; i < MOST; i++)
		f.bytes[i] = (u8)between(m, 1, 127);
	put(m, f.frames, f.old, sizeof f.old);
	fill(m, f.map, 0, FILE_PAGES * SIZEOF_PAGE);
	put32(m, f.inode + INODE_SIZE, f.size);
	put32(m, f.pos, f.start);
	put32(m, thread(m) + THREAD_COUNT, 0);
	put32(m, thread(m) + THREAD_FLAGS, 0);
	f.copies = f.touches = f.held = f.asked = f.came = f.touched = f.again = f.story.length = 0;
	f.over = f.cut_now = false;
	service(m, "__get_user_1", get_user_1, 0);
	service(m, "read_cache_page", read_cache_page, 0);
	service(m, "put_page", put_page, 0);
	service(m, "__copy_user", copy_user, 0);
	service(m, "copy_from_user", copy_from_user, 0);
	forget_calls(m);
	add(&f.story, "%u bytes, %u of which can be read, to position %u of a file of %u", f.n, least(f.n, f.hole), f.start, f.size);
	input(m, "%s", f.story.s);
}

/* How many bytes have to come. */
static u32 wanted(void)
{
	u32 n = least(f.n, f.hole), before = f.refused < FILE_PAGES ? f.refused * PAGE : NEVER;

	if (before == NEVER)
		return n;
	return before > offset() ? least(n, before - offset()) : 0;
}

static void check(struct machine *m)
{
	u32 all = wanted(), error = !f.n || all ? 0 : f.hole ? 0 - f.error : (u32)-EFAULT, got;

	lay(m);
	snapshot(m);
	got = call(m, "generic_perform_write", f.inode, f.from, f.n, f.pos);
	add(&f.story, "\nit returns %d", (s32)got);
	input(m, "%s", f.story.s);
	if (f.held)
		fail(m, "it keeps a page");
	same(m, "the preemption count is still raised", get32(m, thread(m) + THREAD_COUNT), 0);
	if (!f.over && f.came < all && f.touched != all)
		fail(m, "it gives up, and bytes that can be read have not come: %u of %u have", f.came, all);
	judge_bytes(m, all);
	if (all && got != all)
		same(m, "the answer is not how many bytes have come", got, all);
	same(m, "no byte has come, and the answer is another one", got, all ? all : error);
	if (get32(m, f.inode + INODE_SIZE) > size_now(all))
		fail(m, "the file is longer than what has come");
	same(m, "the size is wrong", get32(m, f.inode + INODE_SIZE), size_now(all));
	same(m, "*pos does not count what has come", get32(m, f.pos), f.start + all);
	only_changed(m, "it changes something that is none of its business", (const struct range[]){ { f.frames, FILE_PAGES * PAGE }, { f.inode + INODE_SIZE, 4 }, { f.pos, 4 } }, 3);
	/* A round for each page, two for each copy that comes short, and a few at the last bytes before the hole. */
	at_most(m, "__get_user_1", f.n / PAGE + 2 * CUTS + 12);
}

static void plan(struct machine *m, u32 start, u32 n, u32 hole)
{
	f.from = USER + below(m, 4 * PAGE);
	f.first = between(m, 1, 0x70000);
	f.start = f.first * PAGE + start % PAGE;
	f.n = n;
	f.hole = hole < n ? hole : NEVER;
	f.size = below(m, 3) ? between(m, f.start, f.start + MOST) : below(m, f.start + 1);
	f.slack = 0;
	f.refused = NEVER;
	f.error = ENOMEM;
	for (u32 i = 0; i < CUTS; i++)
		f.cut[i] = NEVER;
}

/* ---- Cases */

static void one_page(struct machine *m)
{
	for (u32 i = 0; i < 6; i++) {
		u32 start = below(m, PAGE - 1), n = between(m, 1, PAGE - start);

		plan(m, start, i == 0 ? PAGE - start : i == 1 ? 1 : n, NEVER);
		if (i < 2)
			f.size = f.start + (i == 0 ? MOST : 0); /* it stays as long as it was; it grows */
		check(m);
	}
	plan(m, 0, PAGE, NEVER);
	check(m);
	plan(m, below(m, PAGE), 0, NEVER);
	check(m);
}

static void several_pages(struct machine *m)
{
	for (u32 i = 0; i < 5; i++) {
		plan(m, any(m), between(m, PAGE + 1, MOST), NEVER);
		check(m);
	}
	plan(m, PAGE - 1, 2, NEVER);
	check(m);
	plan(m, 0, MOST, NEVER);
	check(m);
}

static void a_hole(struct machine *m)
{
	for (u32 i = 0; i < 4; i++) {
		u32 start = any(m) % PAGE, n = between(m, 100, MOST);

		plan(m, start, n, 0);
		check(m);
		plan(m, start, n, between(m, 1, n - 1));
		check(m);
		plan(m, start, MOST, PAGE - start); /* where a page of the file ends */
		check(m);
		plan(m, start, MOST, PAGE - start + 1);
		f.size = f.start;                   /* an append */
		check(m);
	}
}

/* Copies number first to last bring a few bytes, or none. */
static void come_short(struct machine *m, u32 first, u32 last, u32 most)
{
	for (u32 i = first; i <= last && i < CUTS; i++)
		f.cut[i] = below(m, most + 1);
}

static void gone_again(struct machine *m)
{
	for (u32 i = 0; i < CUTS; i++) {
		plan(m, any(m), between(m, PAGE, MOST), NEVER);
		come_short(m, 0, i, 600);
		check(m);
		plan(m, any(m), between(m, 50, MOST), i < 3 ? between(m, 1, 49) : NEVER);
		come_short(m, i, i, 0);
		check(m);
	}
}

static void words(struct machine *m)
{
	for (u32 good = 1; good < 8; good++) {
		plan(m, any(m), between(m, 20, MOST), good);
		f.slack = between(m, 1, 3);
		check(m);
		plan(m, any(m), MOST, PAGE + good);
		f.slack = 3;
		check(m);
	}
}

static void no_page(struct machine *m)
{
	static const u32 errors[] = { 12, 5, 28, 4095 };

	for (u32 i = 0; i < 8; i++) {
		plan(m, any(m), between(m, 2 * PAGE, MOST), below(m, 3) ? NEVER : below(m, 2 * PAGE));
		f.refused = i % 3;
		f.error = errors[below(m, 4)];
		check(m);
	}
	plan(m, any(m), MOST, 0);
	f.refused = 0;
	check(m);
}

static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = any(m) % PAGE;
	row[1] = below(m, 4) ? below(m, MOST + 1) : below(m, 12);
	row[2] = below(m, 2) ? NEVER : below(m, row[1] + 1);
	row[3] = below(m, 4);
	row[4] = below(m, 3) ? NEVER : below(m, FILE_PAGES);
	row[5] = below(m, 2) ? 0 : below(m, CUTS + 1);
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	for (; count; count--, rows += 6) {
		plan(m, rows[0], rows[1] % (MOST + 1), rows[2]);
		f.slack = rows[3] % 4;
		f.refused = rows[4];
		for (u32 i = 0; i < rows[5] % (CUTS + 1); i++)
			f.cut[i] = below(m, 2) ? 0 : below(m, 2000);
		check(m);
	}
}

static void any_write(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 30, .rows = 3, .width = 6, .draw = draw, .run = run });
}

static const struct test_case cases[] = {
	{ "one page", 2, one_page, 0 },
	{ "several pages", 2, several_pages, "one page" },
	{ "a hole", 3, a_hole, "several pages" },
	{ "a page that has gone", 2, gone_again, "several pages" },
	{ "words", 2, words, "one page" },
	{ "no page", 1, no_page, "several pages" },
	{ "any write", 2, any_write, "one page" },
	{ 0 }
};

const struct exercise exercise_page_cache_perform = { "page-cache/perform", cases, setup, 0 };
