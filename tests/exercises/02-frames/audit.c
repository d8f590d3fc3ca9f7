/* SPDX-License-Identifier: MIT */
/* frames/audit: the learner's function is a test, and the judge brings zones that are sound and zones that are not. */
#include "machine.h"

enum { MOST = 2048, ROWS = 28 };
enum kind { FREE, HELD, KEPT, WARM, KINDS }; /* free and in a block, held, reserved, free and hot */


/* The zone as it should be. Frames are counted from its start; their numbers in mem_map are start more. */
static struct {
	u32 zone, pages, start, size;
	u8 kind[MOST];
	u8 block[MOST]; /* of the free block that begins here, the order plus 1; or 0 */
	u32 hot[HOT], hot_count, free_pages;
} z;

static u32 page_of(u32 k)
{
	return z.pages + SIZEOF_PAGE * k;
}

static u32 field(struct machine *m, u32 k, u32 offset)
{
	return get32(m, page_of(k) + offset);
}

static void set_field(struct machine *m, u32 k, u32 offset, u32 value)
{
	put32(m, page_of(k) + offset, value);
}

static u32 list_head(u32 order)
{
	return z.zone + ZONE_LISTS + 8 * order;
}

/* At the end of a list. */
static void link(struct machine *m, u32 k, u32 order)
{
	u32 head = list_head(order), at = page_of(k) + PAGE_LRU, last = get32(m, head + 4);

	put32(m, at, head);
	put32(m, at + 4, last);
	put32(m, last, at);
	put32(m, head + 4, at);
}

static void unlink(struct machine *m, u32 k)
{
	u32 next = field(m, k, PAGE_LRU), prev = field(m, k, PAGE_LRU + 4);

	put32(m, prev, next);
	put32(m, next + 4, prev);
}

static void mark(struct machine *m, u32 k, u32 order)
{
	set_field(m, k, PAGE_FLAGS, field(m, k, PAGE_FLAGS) | BUDDY);
	set_field(m, k, PAGE_PRIVATE, order);
	link(m, k, order);
	z.block[k] = (u8)(order + 1);
}

static void unmark(struct machine *m, u32 k)
{
	set_field(m, k, PAGE_FLAGS, field(m, k, PAGE_FLAGS) & ~(u32)BUDDY);
	unlink(m, k);
	z.block[k] = 0;
}

static void put_sum(struct machine *m)
{
	put32(m, z.zone + ZONE_FREE, z.free_pages);
}

/* ---- A sound zone, from its frames' kinds */

static u32 largest_at(u32 k)
{
	for (u32 order = ORDERS; order-- > 0; ) {
		u32 i = k, end = k + (1U << order);

		if ((z.start + k) % (1U << order) || end > z.size)
			continue;
		while (i < end && z.kind[i] == FREE)
			i++;
		if (i == end)
			return order;
	}
	return ORDERS;
}

static void put_zone(struct machine *m)
{
	u32 bytes = SIZEOF_PAGE * z.size;

	z.zone = buffer_at_end(m, SIZEOF_ZONE);
	z.pages = z.size > 1600 ? buffer(m, bytes) : z.start % 2 ? buffer_at_end(m, bytes) : buffer_at_start(m, bytes);
	z.hot_count = z.free_pages = 0;
	put32(m, symbol(m, "mem_map"), z.pages - SIZEOF_PAGE * z.start);
	put32(m, z.zone + ZONE_START, z.start);
	put32(m, z.zone + ZONE_END, z.start + z.size);
	for (u32 order = 0; order < ORDERS; order++) {
		put32(m, list_head(order), list_head(order));
		put32(m, list_head(order) + 4, list_head(order));
	}
	for (u32 k = 0; k < z.size; k++) {
		z.block[k] = 0;
		if (z.kind[k] == WARM && z.hot_count == HOT)
			z.kind[k] = HELD;
		set_field(m, k, PAGE_FLAGS, 4 | (z.kind[k] == KEPT ? RESERVED : 0));
		/* A reserved page's count is nobody's business. */
		set_field(m, k, PAGE_COUNT, z.kind[k] == HELD ? 1 + below(m, 3) : z.kind[k] == KEPT ? below(m, 2) : 0);
		set_field(m, k, PAGE_PRIVATE, below(m, 4));
		if (z.kind[k] == WARM)
			z.hot[z.hot_count++] = k;
	}
	for (u32 k = 0; k < z.size; k++) {
		u32 order = z.kind[k] == FREE ? largest_at(k) : ORDERS;

		if (order == ORDERS)
			continue;
		mark(m, k, order);
		z.free_pages += 1U << order;
		k += (1U << order) - 1;
	}
	for (u32 i = 0; i < z.hot_count; i++)
		put32(m, z.zone + ZONE_HOT + 4 * i, page_of(z.hot[i]));
	put32(m, z.zone + ZONE_HOT_COUNT, z.hot_count);
	put_sum(m);
}

/* ---- The question */

static void add_kind(struct text *text, u32 kind, const char *name)
{
	bool first = true;

	for (u32 k = 0; k < z.size; k++) {
		if (z.kind[k] != kind)
			continue;
		add(text, first ? "; %s %u" : "%s %u", first ? name : "", z.start + k);
		first = false;
	}
}

static void add_zone(struct text *text)
{
	bool first = true;

	add(text, "frames %u to %u", z.start, z.start + z.size - 1);
	if (z.size > 64)
		return;
	add_kind(text, HELD, "held:");
	add_kind(text, KEPT, "reserved:");
	add_kind(text, WARM, "hot:");
	for (u32 k = 0; k < z.size; k++) {
		if (!z.block[k])
			continue;
		add(text, first ? "; free blocks: %u" : ", %u", z.start + k);
		if (z.block[k] > 1)
			add(text, "-%u", z.start + k + (1U << (z.block[k] - 1)) - 1);
		first = false;
	}
	add(text, "; free_pages %u", z.free_pages);
}

static bool ask(struct machine *m)
{
	snapshot(m);
	u32 answer = call(m, "zone_is_sound", z.zone) & 0xff;
	only_changed(m, "it changes what it only has to look at", 0, 0);
	return answer;
}

static void is_sound(struct machine *m, const char *zone)
{
	input(m, "zone_is_sound(zone): %s", zone);
	if (!ask(m))
		fail(m, "a false alarm: this zone is sound");
}

/* ---- What mistakes leave behind. Each changes the zone, adds to the story what it did where, and returns what is wrong now; or 0. */

typedef const char *corruption(struct machine *m, u32 pick, struct text *story);

/* A frame of this kind, or z.size. */
static u32 find(u32 kind, u32 pick)
{
	for (u32 i = 0; i < z.size; i++)
		if (z.kind[(pick + i) % z.size] == kind)
			return (pick + i) % z.size;
	return z.size;
}

/* The first frame of a free block of that order or a larger one, or z.size. */
static u32 find_block(u32 least, u32 pick)
{
	for (u32 i = 0; i < z.size; i++)
		if (z.block[(pick + i) % z.size] > least)
			return (pick + i) % z.size;
	return z.size;
}

static void put_hot(struct machine *m, u32 i, u32 page)
{
	put32(m, z.zone + ZONE_HOT + 4 * i, page);
	if (i >= z.hot_count)
		put32(m, z.zone + ZONE_HOT_COUNT, i + 1);
}

static const char *held(struct machine *m, u32 pick, struct text *story)
{
	bool hot = pick % 2 && z.hot_count;
	u32 k = find(hot ? WARM : FREE, pick);

	if (k == z.size)
		return 0;
	set_field(m, k, PAGE_COUNT, 1);
	add(story, "frame %u has a holder again", z.start + k);
	return hot ? "a frame that is held is among the hot ones" : "a frame that is held is in a free block";
}

static const char *lost(struct machine *m, u32 pick, struct text *story)
{
	u32 k = pick % 3 == 0 ? find(HELD, pick) : find_block(0, pick);

	if (pick % 3 == 1 && z.hot_count) {
		put32(m, z.zone + ZONE_HOT_COUNT, z.hot_count - 1);
		add(story, "the last hot frame is taken off");
		return "a frame that is free is nowhere to be found";
	}
	if (k == z.size)
		return 0;
	if (z.kind[k] == HELD) {
		set_field(m, k, PAGE_COUNT, 0);
		add(story, "the count of frame %u becomes 0, and nothing else is done", z.start + k);
	} else {
		z.free_pages -= 1U << (z.block[k] - 1);
		put_sum(m);
		unmark(m, k);
		add(story, "the block at frame %u is taken off its list and out of free_pages", z.start + k);
	}
	return "a frame that is free is nowhere to be found";
}

static const char *reserved(struct machine *m, u32 pick, struct text *story)
{
	bool hot = pick % 2 && z.hot_count;
	u32 k = find(hot ? WARM : FREE, pick);

	if (k == z.size)
		return 0;
	set_field(m, k, PAGE_FLAGS, field(m, k, PAGE_FLAGS) | RESERVED);
	add(story, "frame %u becomes reserved", z.start + k);
	return hot ? "a frame that is reserved is among the hot ones" : "a frame that is reserved is in a free block";
}

static const char *twice(struct machine *m, u32 pick, struct text *story)
{
	u32 k = find_block(1, pick), free = find(FREE, pick);

	if (pick % 4 == 0 && k < z.size) {
		u32 order = z.block[k] - 2U, half = k + (1U << order);

		mark(m, half, order);
		z.free_pages += 1U << order;
		put_sum(m);
		add(story, "the upper half of the block at frame %u is freed once more, to its own list", z.start + k);
		return "two free blocks overlap";
	}
	if (pick % 4 == 1 && z.hot_count && z.hot_count < HOT) {
		put_hot(m, z.hot_count, page_of(z.hot[pick % z.hot_count]));
		add(story, "frame %u is put among the hot ones a second time", z.start + z.hot[pick % z.hot_count]);
		return "a frame is among the hot ones twice";
	}
	if (free == z.size || (pick % 4 == 2 && !z.hot_count) || (pick % 4 != 2 && z.hot_count == HOT))
		return 0;
	put_hot(m, pick % 4 == 2 ? 0 : z.hot_count, page_of(free));
	add(story, "frame %u is put among the hot ones%s", z.start + free, pick % 4 == 2 ? ", in the place of the first" : " too");
	return "a frame is in a free block and among the hot ones";
}

static const char *sum(struct machine *m, u32 pick, struct text *story)
{
	u32 hot = pick % 3 == 2 && z.hot_count ? z.hot_count : 0;

	z.free_pages += hot ? hot : pick % 3 ? 1 : ~0U;
	put_sum(m);
	add(story, "free_pages becomes %u", z.free_pages);
	return hot ? "free_pages counts the hot frames too" : "free_pages is off by one";
}

static const char *unmerged(struct machine *m, u32 pick, struct text *story)
{
	u32 k = find_block(1, pick);

	if (k == z.size)
		return 0;
	u32 order = z.block[k] - 2U;
	unmark(m, k);
	mark(m, k, order);
	mark(m, k + (1U << order), order);
	add(story, "the block at frame %u becomes its two halves", z.start + k);
	return "two free blocks are buddies";
}

static const char *misplaced(struct machine *m, u32 pick, struct text *story)
{
	u32 k = find_block(0, pick), order;

	if (k == z.size)
		return 0;
	order = z.block[k] - 1U;
	if (pick % 2) {
		set_field(m, k, PAGE_PRIVATE, order + 1);
		add(story, "the private of frame %u becomes %u", z.start + k, order + 1);
	} else {
		unlink(m, k);
		link(m, k, order ? order - 1 : 1);
		add(story, "the block at frame %u goes to the list of order %u", z.start + k, order ? order - 1 : 1);
	}
	return "a block is on the list of another order than its private says";
}

/* Two free frames in a row, the first odd, and nothing free beside them; or a last frame that is even and alone. */
static void prepare_crooked(u32 pick)
{
	u32 k = pick % z.size;

	if (pick % 2 && z.size > 1) {
		z.size -= (z.start + z.size - 1) % 2;
		z.kind[z.size - 1] = FREE;
		return;
	}
	if ((z.start + k) % 2 == 0)
		k++;
	if (k + 1 >= z.size)
		return;
	z.kind[k] = z.kind[k + 1] = FREE;
	if (k)
		z.kind[k - 1] = HELD;
	if (k + 2 < z.size)
		z.kind[k + 2] = HELD;
}

static const char *crooked(struct machine *m, u32 pick, struct text *story)
{
	u32 last = z.size - 1;

	if (pick % 2 && z.block[last] == 1 && (z.start + last) % 2 == 0) {
		unmark(m, last);
		mark(m, last, 1);
		z.free_pages++;
		put_sum(m);
		add(story, "the last block becomes one of two frames");
		return "a block reaches beyond the end of the zone";
	}
	for (u32 k = 0; k + 1 < z.size; k++)
		if ((z.start + k) % 2 && z.block[k] == 1 && z.block[k + 1] == 1) {
			unmark(m, k);
			unmark(m, k + 1);
			mark(m, k, 1);
			add(story, "frames %u and %u become one block", z.start + k, z.start + k + 1);
			return "a block starts at a frame that is no multiple of its size";
		}
	return 0;
}

static const char *marked(struct machine *m, u32 pick, struct text *story)
{
	u32 what = pick % 5, head = find_block(what == 1, pick);
	u32 k = what == 0 ? find(HELD, pick) : what == 1 ? head + 1 : what == 2 ? find(WARM, pick) : head, other = find(HELD, pick);

	if (k >= z.size || (what == 1 && head == z.size) || (what == 4 && other == z.size))
		return 0;
	set_field(m, k, PAGE_FLAGS, field(m, k, PAGE_FLAGS) ^ BUDDY);
	add(story, "frame %u %s", z.start + k, what > 2 ? "is no longer marked" : "is marked PG_buddy");
	if (what == 4) {
		set_field(m, other, PAGE_FLAGS, field(m, other, PAGE_FLAGS) | BUDDY);
		add(story, ", and frame %u is", z.start + other);
	}
	return what > 2 ? "the first page of a free block is not marked" : "a page is marked, and no free block starts there";
}

/* Behind the zone, before it, far behind it, across its end, and nowhere. */
static u32 no_page(u32 pick)
{
	const u32 nowhere[] = { page_of(z.size), page_of(0) - SIZEOF_PAGE, page_of(0) + SIZEOF_PAGE * 100000, page_of(z.size) - SIZEOF_PAGE + 4, 0 };

	return nowhere[pick % 5];
}

static const char *wild_hot(struct machine *m, u32 pick, struct text *story)
{
	if (z.hot_count == HOT)
		return 0;
	put_hot(m, z.hot_count, no_page(pick));
	add(story, "hot gets one more entry, 0x%x", no_page(pick));
	return "an entry of hot leads to what is no page of the zone";
}

static const char *links(struct machine *m, u32 pick, struct text *story)
{
	u32 k = find_block(0, pick / 4);

	if (k == z.size)
		return 0;
	u32 order = z.block[k] - 1U, head = list_head(order), first = get32(m, head), last = get32(m, head + 4);
	switch (pick % 4) {
	case 0:
		set_field(m, k, PAGE_LRU + 4, page_of(k) + PAGE_LRU);
		add(story, "lru.prev of frame %u points to itself", z.start + k);
		return "a link backward is wrong";
	case 1:
		put32(m, head + 4, last == first ? head : first);
		add(story, "prev of the head of the list of order %u changes", order);
		return "the link backward of a list's head is wrong";
	case 2:
		put32(m, last, first);
		add(story, "the last block of order %u leads to the first, and not to the head", order);
		return "a list never comes back to its head";
	}
	put32(m, pick / 4 % 2 ? head : last, no_page(pick / 8) + PAGE_LRU);
	add(story, "next of %s becomes 0x%x", pick / 4 % 2 ? "a list's head" : "the last link of a list", no_page(pick / 8) + PAGE_LRU);
	return "a list leads to what is no page of the zone";
}

/* ---- Cases: any zone, sound at first and then not */

static struct {
	corruption *corrupt;
	void (*prepare)(u32 pick);
} now;

static void is_broken(struct machine *m, u32 pick, const char *zone)
{
	struct text story = { 0 };
	const char *wrong = now.corrupt(m, pick, &story);

	if (!wrong)
		return;
	input(m, "zone_is_sound(zone): %s. Then %s", zone, story.s);
	if (ask(m))
		fail(m, "it finds nothing wrong, but %s", wrong);
}

/* A frame each: its kind; and, in the first row, where the zone begins and what is broken. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 8);
	row[1] = below(m, 64);
	row[2] = below(m, 1000);
	(void)index;
}

static u32 kind_of(const u32 *row)
{
	static const u8 kinds[] = { FREE, FREE, FREE, FREE, HELD, HELD, KEPT, WARM };

	return kinds[row[0] % 8];
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	struct text zone = { 0 };

	if (!count)
		return;
	z.start = 64 + rows[1] % 64;
	z.size = count;
	for (u32 k = 0; k < count; k++)
		z.kind[k] = (u8)kind_of(rows + 3 * k);
	if (now.prepare)
		now.prepare(rows[2]);
	put_zone(m);
	add_zone(&zone);
	/* How often it is asked about a sound zone, and when, is not to be guessed. */
	u32 first = below(m, 3), later = !first + below(m, 2);
	while (first--)
		is_sound(m, zone.s);
	is_broken(m, rows[2], zone.s);
	put_zone(m);
	while (later--)
		is_sound(m, zone.s);
}

static void show(struct text *text, const u32 *row)
{
	static const char *const names[] = { "free", "held", "reserved", "free and hot" };

	add(text, "a frame that is %s", names[kind_of(row)]);
}

static void any_zone(struct machine *m, u32 trials, corruption *corrupt, void (*prepare)(u32))
{
	now.corrupt = corrupt;
	now.prepare = prepare;
	for_all(m, &(struct property){ .trials = trials, .rows = ROWS, .width = 3, .draw = draw, .run = run, .show = show });
}

static void not_free(struct machine *m)
{
	any_zone(m, 12, held, 0);
	any_zone(m, 12, reserved, 0);
}

static void a_lost_frame(struct machine *m)
{
	any_zone(m, 12, lost, 0);
}

static void two_places(struct machine *m)
{
	any_zone(m, 12, twice, 0);
}

static void a_sum(struct machine *m)
{
	struct text zone = { 0 };

	z.start = 77;
	z.size = 9;
	for (u32 k = 0; k < z.size; k++)
		z.kind[k] = k % 2 ? KEPT : HELD;
	put_zone(m);
	add_zone(&zone);
	is_sound(m, zone.s);
	any_zone(m, 12, sum, 0);
}

/* Two free blocks of the largest order side by side are no buddies. */
static void buddies_apart(struct machine *m)
{
	struct text zone = { 0 };

	z.start = MOST;
	z.size = MOST;
	for (u32 k = 0; k < z.size; k++)
		z.kind[k] = FREE;
	put_zone(m);
	add_zone(&zone);
	add(&zone, ", all free");
	is_sound(m, zone.s);
	now.corrupt = unmerged;
	is_broken(m, 0, zone.s);
	any_zone(m, 12, unmerged, 0);
}

static void a_wrong_order(struct machine *m)
{
	any_zone(m, 12, misplaced, 0);
}

/* In the first zone nothing is behind the last page, and the frame before it is held. */
static void a_crooked_block(struct machine *m)
{
	struct text zone = { 0 };

	z.start = 77;
	z.size = 20;
	for (u32 k = 0; k < z.size; k++)
		z.kind[k] = k < 12 || k == z.size - 1 ? FREE : HELD;
	put_zone(m);
	add_zone(&zone);
	is_sound(m, zone.s);
	now.corrupt = crooked;
	is_broken(m, 1, zone.s);
	any_zone(m, 12, crooked, prepare_crooked);
}

static void a_mark(struct machine *m)
{
	any_zone(m, 12, marked, 0);
}

/* Sixteen hot frames are as many as there can be. Then a page's address is written over hot_count, so that it could
 * be taken for the seventeenth. */
static void hot_frames(struct machine *m)
{
	struct text zone = { 0 };

	z.start = 80;
	z.size = 20;
	for (u32 k = 0; k < z.size; k++)
		z.kind[k] = WARM;
	put_zone(m);
	add_zone(&zone);
	is_sound(m, zone.s);
	set_field(m, HOT, PAGE_COUNT, 0);
	put32(m, z.zone + ZONE_HOT_COUNT, page_of(HOT));
	input(m, "zone_is_sound(zone): %s. Then frame %u loses its holder, and the address of its page is written over hot_count", zone.s, z.start + HOT);
	if (ask(m))
		fail(m, "it finds nothing wrong, but hot_count is larger than HOT_MAX");
	any_zone(m, 24, wild_hot, 0);
}

static void broken_links(struct machine *m)
{
	any_zone(m, 48, links, 0);
}

static const struct test_case cases[] = {
	{ "a frame that is not free", 1, not_free, 0 },
	{ "a frame that is lost", 1, a_lost_frame, 0 },
	{ "a frame in two places", 1, two_places, 0 },
	{ "a sum", 1, a_sum, 0 },
	{ "buddies apart", 1, buddies_apart, 0 },
	{ "a wrong order", 1, a_wrong_order, 0 },
	{ "a crooked block", 1, a_crooked_block, 0 },
	{ "a wrong mark", 1, a_mark, 0 },
	{ "hot frames", 1, hot_frames, 0 },
	{ "broken links", 1, broken_links, 0 },
	{ 0 }
};

const struct exercise exercise_frames_audit = { "frames/audit", cases, 0, 0 };
