/* SPDX-License-Identifier: GPL-2.0-only */
/* Locally: each marked page looks at both its neighbours, each head at its two. Then a list must come home after as many steps as it has pages. Nothing is kept but sums. */
#include <linux/mmzone.h>

static const struct page *of_link(const struct zone *zone, const struct list_head *link)
{
	const struct page *page;
	u32 k;

	/* By looking for it, with no arithmetic on what may lead anywhere. */
	for (k = zone->start; k < zone->end; k++) {
		page = &mem_map[k];
		if (link == &page->lru)
			return page;
	}
	return NULL;
}

/* Somewhere that a list of this order may lead: to its head, or to a page that is marked for it. */
static bool may_follow(const struct zone *zone, const struct list_head *link, u32 order)
{
	const struct page *page;

	if (link == &zone->free_area[order])
		return true;
	page = of_link(zone, link);
	return page && PageBuddy(page) && page->private == order;
}

static bool is_linked(const struct zone *zone, const struct list_head *link, u32 order)
{
	return may_follow(zone, link->next, order) && may_follow(zone, link->prev, order) &&
	       link->next->prev == link && link->prev->next == link;
}

static bool has_holder(const struct page *page)
{
	return PageReserved(page) || page_count(page) != 0;
}

static bool is_block(const struct zone *zone, u32 first)
{
	u32 order = mem_map[first].private, size, k;

	if (order > 10)
		return false;
	size = 1U << order;
	if (first & (size - 1) || zone->end - first < size)
		return false;
	for (k = first; k < first + size; k++)
		if (has_holder(&mem_map[k]) || (k > first && PageBuddy(&mem_map[k])))
			return false;
	k = first ^ size;
	return order == 10 || k < zone->start || k >= zone->end || !PageBuddy(&mem_map[k]) || mem_map[k].private != order;
}

bool zone_is_sound(const struct zone *zone)
{
	u32 marked[MAX_ORDER] = { 0 }, covered_to = zone->start, sum = 0, loose = 0, k, i, j;

	for (k = zone->start; k < zone->end; k++) {
		const struct page *page = &mem_map[k];

		if (PageBuddy(page)) {
			if (!is_block(zone, k) || !is_linked(zone, &page->lru, page->private))
				return false;
			marked[page->private]++;
			sum += 1 << page->private;
			covered_to = k + (1 << page->private);
		} else if (k >= covered_to && !has_holder(page)) {
			loose++;
		}
	}
	for (i = 0; i <= 10; i++) {
		const struct list_head *head = &zone->free_area[i], *at = head;

		if (!is_linked(zone, head, i))
			return false;
		for (j = 0; j < marked[i]; j++) {
			at = at->next;
			if (at == head)
				return false;
		}
		if (at->next != head)
			return false;
	}
	if (sum != zone->free_pages || loose != zone->hot_count || zone->hot_count > HOT_MAX)
		return false;
	/* As many loose frames as hot ones: each hot one must be loose, and another. */
	for (i = 0; i < zone->hot_count; i++) {
		const struct page *page = NULL;

		for (k = zone->start, covered_to = k; k < zone->end; k++) {
			if (PageBuddy(&mem_map[k]))
				covered_to = k + (1 << mem_map[k].private);
			if (zone->hot[i] == &mem_map[k] && k >= covered_to && !has_holder(&mem_map[k]))
				page = &mem_map[k];
		}
		if (!page)
			return false;
		for (j = 0; j < i; j++)
			if (zone->hot[j] == page)
				return false;
	}
	return true;
}
