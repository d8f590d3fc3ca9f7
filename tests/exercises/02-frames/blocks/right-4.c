/* SPDX-License-Identifier: GPL-2.0-only */
/* Puts a block in by itself, and joins any two buddies that it finds in the lists; the page handed out is the highest that will do. */
#include <linux/mmzone.h>

typedef struct zone Z;
typedef struct page P;

static void count(Z *z, int by) { z->free_pages += by; }

static P *mark(P *p, unsigned order)
{
	p->flags = p->flags | PG_buddy;
	p->private = order;
	return p;
}

static P *unmark(P *p)
{
	p->flags &= -1 - PG_buddy;
	list_del(&p->lru);
	INIT_LIST_HEAD(&p->lru);
	return p;
}

static bool join(Z *z, unsigned order)
{
	P *a, *b;

	list_for_each_entry(a, z->free_area + order, lru)
		list_for_each_entry(b, z->free_area + order, lru)
			if (b - a == 1 << order && !((a - pfn_to_page(z->start)) & 1 << order)) {
				unmark(b);
				list_add(&mark(unmark(a), order + 1)->lru, z->free_area[order + 1].prev);
				return true;
			}
	return false;
}

void free_block(Z *z, P *p, unsigned order)
{
	list_add(&mark(p, order)->lru, z->free_area[order].prev);
	count(z, 1 << order);
	while (order + 1 < MAX_ORDER && join(z, order))
		order++;
}

P *alloc_block(Z *z, unsigned order)
{
	struct list_head *list = z->free_area + order;
	P *p, *best = 0;

	while (list->next == list)
		if (++list == z->free_area + MAX_ORDER)
			return best;
	list_for_each_entry(p, list, lru)
		if (p > best)
			best = p;
	unmark(best);
	count(z, -(1 << order));
	/* Lower halves stay. */
	for (unsigned have = list - z->free_area; have-- > order; best += 1 << have)
		list_add(&mark(best, have)->lru, &z->free_area[have]);
	return best;
}
