/* SPDX-License-Identifier: MIT */
/* frames/blocks: a zone's blocks and their buddies, counted from the zone's own start. */
#include "machine.h"

enum { MOST = 2048 };

struct page {
	u32 flags, count, private, next, prev, room[SIZEOF_PAGE / 4 - 5];
};

/* The zone, and what is true of its frames. A frame's number here is the one within the zone. */
static struct {
	u32 zone, pages, start, size;
	bool tempting;                /* what holders keep in private looks like an order */
	bool free[MOST];
	u8 order[MOST];               /* of the held block that begins here, plus 1; or 0 */
	u8 block[MOST];               /* of the free block that begins here, plus 1, as last found; or 0 */
	struct page page[MOST], was[MOST];
} z;

static u32 list_head(u32 order)
{
	return z.zone + ZONE_LISTS + 8 * order;
}

static u32 free_frames(void)
{
	u32 n = 0;

	for (u32 k = 0; k < z.size; k++)
		n += z.free[k];
	return n;
}

/* ---- A zone as it should be, built by the judge: the largest blocks that the free frames allow */

static u32 largest_at(u32 k)
{
	u32 order = ORDERS;

	while (order-- > 0) {
		u32 i = k, end = k + (1U << order);

		if (k % (1U << order) || end > z.size)
			continue;
		while (i < end && z.free[i])
			i++;
		if (i == end)
			return order;
	}
	return ORDERS;
}

/* Whoever holds a frame keeps something in private. The tempting value is the largest order of a block that may begin there. */
static u32 private_of(struct machine *m, u32 k)
{
	u32 order = 0;

	while (k && !(k >> order & 1))
		order++;
	return z.tempting ? order : any(m) | 0x100;
}

static void link(struct machine *m, u32 at, u32 list)
{
	u32 last = get32(m, list + 4);

	put32(m, at, list);
	put32(m, at + 4, last);
	put32(m, last, at);
	put32(m, list + 4, at);
}

static void put_pages(struct machine *m)
{
	for (u32 order = 0; order < ORDERS; order++) {
		put32(m, list_head(order), list_head(order));
		put32(m, list_head(order) + 4, list_head(order));
	}
	for (u32 k = 0; k < z.size; k++) {
		struct page page = { .flags = HIGHMEM, .count = !z.free[k], .private = private_of(m, k), .next = any(m), .prev = any(m) };

		put(m, z.pages + SIZEOF_PAGE * k, &page, SIZEOF_PAGE);
	}
	for (u32 k = 0; k < z.size; k++) {
		u32 order = z.free[k] ? largest_at(k) : ORDERS, page = z.pages + SIZEOF_PAGE * k;

		if (order == ORDERS)
			continue;
		put32(m, page + PAGE_FLAGS, HIGHMEM | BUDDY);
		put32(m, page + PAGE_PRIVATE, order);
		link(m, page + PAGE_LRU, list_head(order));
		z.block[k] = (u8)(order + 1);
		k += (1U << order) - 1;
	}
	put32(m, z.zone + ZONE_FREE, free_frames());
}

/* A zone of so many frames, none free. The map's pages lie before a hole, or behind one, or in no corner where there are many. */
static void begin(struct machine *m, u32 start, u32 size, bool at_end)
{
	u32 bytes = SIZEOF_PAGE * size;

	z.zone = buffer_at_end(m, SIZEOF_ZONE);
	z.pages = size > 1600 ? buffer(m, bytes) : at_end ? buffer_at_end(m, bytes) : buffer_at_start(m, bytes);
	z.start = start;
	z.size = size;
	z.tempting = false;
	for (u32 k = 0; k < size; k++) {
		z.free[k] = false;
		z.order[k] = z.block[k] = 0;
	}
	/* The hot frames lie behind the lists. Whoever takes them for lists finds them empty, and goes on. */
	for (u32 at = z.zone + ZONE_LISTS + 8 * ORDERS; at < z.zone + SIZEOF_ZONE; at += 4)
		put32(m, at, at);
	put32(m, symbol(m, "mem_map"), z.pages - SIZEOF_PAGE * start);
	put32(m, z.zone + ZONE_START, start);
	put32(m, z.zone + ZONE_END, start + size);
}

static void set_free(u32 from, u32 to)
{
	while (from < to)
		z.free[from++] = true;
}

/* ---- What the zone looks like after a call */

static void add_blocks(struct text *text)
{
	u32 shown = 0;

	for (u32 k = 0; k < z.size; k++) {
		if (!z.block[k])
			continue;
		u32 last = k + (1U << (z.block[k] - 1)) - 1;

		if (shown++ == 12) {
			add(text, " ...");
			return;
		}
		add(text, last == k ? "%s %u" : "%s %u-%u", shown > 1 ? "," : "", k, last);
	}
	if (!shown)
		add(text, " none");
}

static void say(struct machine *m, const char *call, u32 order, u32 frame)
{
	struct text text = { 0 };

	add_blocks(&text);
	if (frame == MOST)
		input(m, "%s(zone, %u); the zone has frames 0 to %u, and these blocks are free:%s", call, order, z.size - 1, text.s);
	else
		input(m, "%s(zone, frame %u, %u); the zone has frames 0 to %u, and these blocks are free:%s", call, frame, order, z.size - 1, text.s);
}

/* The frame whose lru has this address; fails if there is none. */
static u32 on_list(struct machine *m, u32 link, u32 order)
{
	u32 offset = link - PAGE_LRU - z.pages;

	if (offset >= SIZEOF_PAGE * z.size || offset % SIZEOF_PAGE)
		fail(m, "the list of order %u leads to 0x%08x, which is no page of the zone", order, link);
	return offset / SIZEOF_PAGE;
}

static void read_list(struct machine *m, u32 order)
{
	u32 head = list_head(order), at = get32(m, head), before = head, n = 0;

	for (; at != head; before = at, at = z.page[on_list(m, at, order)].next) {
		u32 k = on_list(m, at, order), end = k + (1U << order);

		if (n++ == z.size)
			fail(m, "the list of order %u never comes back to its head", order);
		if (z.page[k].prev != before)
			fail(m, "in the list of order %u, frame %u does not point back to the one before it", order, k);
		if (z.block[k])
			fail(m, "frame %u is on two lists, or twice on one", k);
		if (!(z.page[k].flags & BUDDY))
			fail(m, "frame %u is on the list of order %u, and is not marked PG_buddy", k, order);
		if (z.page[k].private != order)
			fail(m, "frame %u is on the list of order %u, and its private says %u", k, order, z.page[k].private);
		if (k % (1U << order) || end > z.size)
			fail(m, "there is no block of order %u at frame %u: it %s", order, k, end > z.size ? "would end outside the zone" : "is not a multiple of its size");
		z.block[k] = (u8)(order + 1);
	}
	if (get32(m, head + 4) != before)
		fail(m, "the list of order %u has another last element than its head says", order);
}

static void blocks_are_right(struct machine *m)
{
	u32 end = 0;

	for (u32 k = 0; k < z.size; k++) {
		if (z.block[k] && k < end)
			fail(m, "frame %u is in two free blocks", k);
		if (z.block[k])
			end = k + (1U << (z.block[k] - 1));
		if (k < end && !z.free[k])
			fail(m, "frame %u is in a free block, and somebody holds it", k);
		if (k >= end && z.free[k])
			fail(m, "frame %u is free, and in no free block", k);
		if (!z.block[k] && (z.page[k].flags & BUDDY))
			fail(m, "frame %u is marked PG_buddy, and no free block begins there", k);
	}
	for (u32 k = 0; k < z.size; k++) {
		u32 order = z.block[k] ? z.block[k] - 1U : ORDERS, other = k ^ (1U << order);

		if (order < ORDERS - 1 && other < z.size && z.block[other] == order + 1)
			fail(m, "the free blocks of order %u at frame %u and at frame %u are buddies, and stay two", order, k, other);
	}
}

static void rest_is_whole(struct machine *m, const bool *was_free)
{
	for (u32 k = 0; k < z.size; k++) {
		const struct page *now = &z.page[k], *was = &z.was[k];

		if (now->count != was->count)
			fail(m, "it changes the count of frame %u", k);
		if ((now->flags ^ was->flags) & ~(u32)BUDDY)
			fail(m, "it changes a flag of frame %u that is not PG_buddy", k);
		if (!z.free[k] && !was_free[k] && (now->private != was->private || now->next != was->next || now->prev != was->prev))
			fail(m, "it changes frame %u, which somebody holds", k);
	}
}

static bool was_free[MOST];

static u32 call_with(struct machine *m, const char *name, const u32 *words, u32 count)
{
	get(m, z.pages, z.was, SIZEOF_PAGE * z.size);
	for (u32 k = 0; k < z.size; k++)
		was_free[k] = z.free[k];
	snapshot(m);
	u32 answer = machine_call(m, name, words, count);
	only_changed(m, "it changes memory that is neither the zone's nor its pages'",
		     (struct range[]){ { z.zone, SIZEOF_ZONE }, { z.pages, SIZEOF_PAGE * z.size } }, 2);
	for (u32 at = z.zone + ZONE_LISTS + 8 * ORDERS; at < z.zone + SIZEOF_ZONE; at += 4)
		same_hex(m, "it changes the zone's hot frames, which lie behind free_area: the last list is that of order 10", get32(m, at), at);
	get(m, z.pages, z.page, SIZEOF_PAGE * z.size);
	return answer;
}

/* z.free says what should be free by now. */
static void zone_is_right(struct machine *m)
{
	same(m, "it changes where the zone begins", get32(m, z.zone + ZONE_START), z.start);
	same(m, "it changes where the zone ends", get32(m, z.zone + ZONE_END), z.start + z.size);
	for (u32 k = 0; k < z.size; k++)
		z.block[k] = 0;
	for (u32 order = 0; order < ORDERS; order++)
		read_list(m, order);
	blocks_are_right(m);
	rest_is_whole(m, was_free);
	same(m, "free_pages is not the number of free frames", get32(m, z.zone + ZONE_FREE), free_frames());
}

/* ---- The two calls */

static void free_block(struct machine *m, u32 k, u32 order)
{
	say(m, "free_block", order, k);
	/* It has no holder any more. */
	for (u32 i = k; i < k + (1U << order); i++)
		put32(m, z.pages + SIZEOF_PAGE * i + PAGE_COUNT, 0);
	call_with(m, "free_block", (u32[]){ z.zone, z.pages + SIZEOF_PAGE * k, order }, 3);
	set_free(k, k + (1U << order));
	z.order[k] = 0;
	zone_is_right(m);
}

/* Returns the frame; MOST if there was none. */
static u32 alloc_block(struct machine *m, u32 order)
{
	u32 best = ORDERS;

	say(m, "alloc_block", order, MOST);
	for (u32 k = 0; k < z.size; k++)
		if (z.block[k] > order && z.block[k] - 1U < best)
			best = z.block[k] - 1U;
	u32 page = call_with(m, "alloc_block", (u32[]){ z.zone, order }, 2);
	if (!page) {
		if (best < ORDERS)
			fail(m, "the answer is NULL, and there is a free block of order %u", best);
		zone_is_right(m);
		return MOST;
	}
	u32 k = (page - z.pages) / SIZEOF_PAGE;
	if (page - z.pages >= SIZEOF_PAGE * z.size || (page - z.pages) % SIZEOF_PAGE)
		fail(m, "the answer is 0x%08x, which is no page of the zone", page);
	if (k % (1U << order) || k + (1U << order) > z.size)
		fail(m, "the answer is frame %u, where no block of order %u can begin", k, order);
	for (u32 i = k; i < k + (1U << order); i++) {
		if (!z.free[i])
			fail(m, "the answer is the block of order %u at frame %u, and frame %u is not free", order, k, i);
		z.free[i] = false;
	}
	u32 from = k & ~((1U << best) - 1);
	if (z.block[from] != best + 1)
		fail(m, "frame %u is taken out of a larger block, and one of order %u was free", k, best);
	z.order[k] = (u8)(order + 1);
	zone_is_right(m);
	/* Now it has a holder, who makes use of private. */
	for (u32 i = k; i < k + (1U << order); i++) {
		put32(m, z.pages + SIZEOF_PAGE * i + PAGE_COUNT, 1);
		put32(m, z.pages + SIZEOF_PAGE * i + PAGE_PRIVATE, private_of(m, i));
	}
	return k;
}

/* ---- Cases */

static void cuts(struct machine *m)
{
	begin(m, 64, 64, true);
	set_free(0, 64);
	put_pages(m);
	alloc_block(m, 0);
	alloc_block(m, 5);
	begin(m, 64, 64, true);
	set_free(16, 32);
	set_free(40, 44);
	set_free(56, 58);
	put_pages(m);
	alloc_block(m, 0);
	alloc_block(m, 1);
	alloc_block(m, 3);
	alloc_block(m, 2);
	alloc_block(m, 0);
}

static void runs_out(struct machine *m)
{
	begin(m, 32, 24, true);
	set_free(1, 4);
	set_free(6, 8);
	put_pages(m);
	alloc_block(m, 2);
	alloc_block(m, 10);
	for (u32 i = 0; i < 5; i++)
		alloc_block(m, 0);
	alloc_block(m, 0);
}

static void merges(struct machine *m)
{
	begin(m, 64, 40, true);
	set_free(12, 13);
	set_free(14, 16);
	put_pages(m);
	free_block(m, 13, 0);
	free_block(m, 8, 2);
	free_block(m, 0, 3);
	free_block(m, 16, 4);
}

/* Neighbours that are no buddies; buddies of another order, or held; the edges of the zone. */
static void stays_apart(struct machine *m)
{
	begin(m, 64, 30, true);
	z.tempting = true;
	set_free(4, 6);
	set_free(9, 10);
	set_free(16, 17);
	put_pages(m);
	free_block(m, 6, 0);
	free_block(m, 10, 0);
	free_block(m, 18, 1);
	free_block(m, 28, 1);
	free_block(m, 24, 2);
	free_block(m, 20, 2);
	begin(m, 64, 21, false);
	put_pages(m);
	free_block(m, 0, 0);
	free_block(m, 20, 0);
	free_block(m, 16, 2);
	free_block(m, 8, 3);
}

static void from_the_start(struct machine *m)
{
	begin(m, 13, 32, true);
	put_pages(m);
	free_block(m, 1, 0);
	free_block(m, 0, 0);
	free_block(m, 2, 1);
	free_block(m, 4, 2);
	alloc_block(m, 3);
	begin(m, 4353, 40, false);
	set_free(0, 40);
	put_pages(m);
	alloc_block(m, 5);
	free_block(m, 0, 5);
	alloc_block(m, 2);
}

static void the_largest(struct machine *m)
{
	begin(m, 512, MOST, true);
	set_free(1024, 2047);
	put_pages(m);
	free_block(m, 2047, 0);
	free_block(m, 0, 10);
	alloc_block(m, 10);
	alloc_block(m, 0);
	alloc_block(m, 10);
}

/* In pieces, and whole again: freed in steps of a number that has no part in the size. */
static void all_come_back(struct machine *m)
{
	u32 size = 75, at = 0;

	begin(m, 592, size, true);
	set_free(0, size);
	put_pages(m);
	for (u32 i = 0; i < size; i++)
		alloc_block(m, 0);
	for (u32 i = 0; i < size; i++, at = (at + 31) % size)
		free_block(m, at, 0);
}

/* Where the zone begins, its size, what is free at first; then calls: free one of the held blocks, or allocate. */
static void draw(struct machine *m, u32 *row, u32 index)
{
	row[0] = below(m, 2);
	row[1] = below(m, 3) ? below(m, 3) : below(m, 6);
	row[2] = any(m) & 0xff;
	(void)index;
}

static void run(struct machine *m, const u32 *rows, u32 count)
{
	if (!count)
		return;
	begin(m, rows[2] % 64, 20 + rows[2] % 45, rows[2] % 2);
	z.tempting = true;
	set_free(0, z.size);
	put_pages(m);
	for (const u32 *row = rows; row < rows + 3 * count; row += 3) {
		u32 k = row[2] % z.size;

		for (u32 i = 0; i < z.size && !z.order[k]; i++)
			k = (k + 1) % z.size;
		if (row[0] % 2 && z.order[k])
			free_block(m, k, z.order[k] - 1U);
		else
			alloc_block(m, row[1] % 6);
	}
}

static void show(struct text *text, const u32 *row)
{
	if (row[0] % 2)
		add(text, "free a block that is held, if there is one");
	else
		add(text, "alloc_block(zone, %u)", row[1] % 6);
}

static void any_order(struct machine *m)
{
	for_all(m, &(struct property){ .trials = 12, .rows = 40, .width = 3, .draw = draw, .run = run, .show = show });
}

static const struct test_case cases[] = {
	{ "cuts", 2, cuts, 0 },
	{ "runs out", 1, runs_out, "cuts" },
	{ "merges", 2, merges, 0 },
	{ "stays apart", 1, stays_apart, "merges" },
	{ "from the start", 1, from_the_start, "merges" },
	{ "the largest", 1, the_largest, "merges" },
	{ "all come back", 1, all_come_back, "merges" },
	{ "any order", 1, any_order, "all come back" },
	{ 0 }
};

const struct exercise exercise_frames_blocks = { "frames/blocks", cases, 0, 0 };
