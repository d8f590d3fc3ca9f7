/* SPDX-License-Identifier: GPL-2.0-only */
/* Writes down what turns up as intervals of frames, sorts them, and goes through zone and intervals side by side. */
#include <linux/mmzone.h>

#define NONE 0xffffffffU
#define HOT  MAX_ORDER

struct interval {
	u16 start; /* from the start of the zone */
	u16 order; /* HOT: a frame by itself */
};

struct audit {
	const struct zone *zone;
	u32 size, used;
	struct interval seen[4096 + HOT_MAX];
};

static struct audit audit;

static u32 place(struct audit *a, const void *page)
{
	long long offset = (long long)(u32)page - (u32)(mem_map + a->zone->start);
	int at = offset;

	if (offset < 0 || offset >= a->size * (long long)sizeof(struct page) || at % (int)sizeof(struct page))
		return NONE;
	return at / sizeof(struct page);
}

static void sift(struct interval *heap, u32 at, u32 n)
{
	for (u32 child; (child = 2 * at + 1) < n; at = child) {
		struct interval t;

		if (child + 1 < n && heap[child].start < heap[child + 1].start)
			child++;
		if (heap[at].start >= heap[child].start)
			return;
		t = heap[at], heap[at] = heap[child], heap[child] = t;
	}
}

static void sort(struct interval *heap, u32 n)
{
	for (u32 i = n / 2; i-- > 0; )
		sift(heap, i, n);
	while (n-- > 1) {
		struct interval t = heap[0];

		heap[0] = heap[n], heap[n] = t;
		sift(heap, 0, n);
	}
}

static bool note(struct audit *a, u32 at, u32 order)
{
	if (at == NONE || a->used == a->size)
		return false;
	a->seen[a->used++] = (struct interval){ at, order };
	return true;
}

/* A list that runs in a circle without its head gives more intervals than there are frames. */
static bool list(struct audit *a, u32 order, const struct list_head *link)
{
	const struct list_head *head = &a->zone->free_area[order];

	do {
		const struct list_head *next = link->next;

		if (next != head && !note(a, place(a, list_entry(next, struct page, lru)), order))
			return false;
		if (next->prev != link)
			return false;
		link = next;
	} while (link != head);
	return true;
}

static bool is_free(const struct page *page)
{
	return !(page->flags & PG_reserved) && !page->_count.counter;
}

bool zone_is_sound(const struct zone *zone)
{
	const struct page *first = pfn_to_page(zone->start);
	struct audit *a = &audit;
	u32 at = 0, sum = 0, i, previous = HOT, previous_size = 0;

	a->zone = zone;
	a->size = zone->end - zone->start;
	a->used = 0;
	for (i = 0; i < MAX_ORDER; i++)
		if (!list(a, i, &zone->free_area[i]))
			return false;
	if (zone->hot_count > HOT_MAX)
		return false;
	for (i = zone->hot_count; i; i--)
		if (!note(a, place(a, zone->hot[i - 1]), HOT))
			return false;
	sort(a->seen, a->used);
	for (i = 0; i < a->used; i++) {
		const struct interval *in = &a->seen[i];
		u32 size = in->order == HOT ? 1 : 1U << in->order, gap = in->start - at, k;

		if (in->start < at || size > a->size - in->start)
			return false;
		for (; at < in->start; at++)
			if (is_free(first + at) || PageBuddy(first + at))
				return false;
		for (k = 0; k < size; k++)
			if (!is_free(first + at + k) || PageBuddy(first + at + k) != (k == 0 && in->order != HOT))
				return false;
		if (in->order != HOT) {
			if (first[at].private != in->order || (zone->start + at) % size)
				return false;
			if (!gap && i && previous == in->order && in->order < 10 && (zone->start + at) / previous_size % 2)
				return false;
			sum += size;
		}
		at += size;
		previous = in->order;
		previous_size = size;
	}
	while (at < a->size)
		if (is_free(first + at) || PageBuddy(first + at++))
			return false;
	return sum == zone->free_pages;
}
