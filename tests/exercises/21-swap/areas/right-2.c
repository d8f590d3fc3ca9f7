/* SPDX-License-Identifier: GPL-2.0-only */
/* Whoever has waited longest gives: each area notes when it gave last. The entry is a structure of bits, and free slots are counted anew. */
#include <linux/types.h>

enum { AREAS = 32, MANY = 255 };

u32 nr_swap_pages;

union entry {
	u32 word;
	struct {
		u32 present : 1, type : 5, file : 1, none : 1, slot : 24;
	} is;
};

static struct {
	s32 prio;
	u8 *map;
	u32 max, next, gave;
} area[AREAS];
static u32 areas, gifts;

u32 swp_entry(u32 type, u32 slot)
{
	union entry e;

	e.word = 0;
	e.is.type = type;
	e.is.slot = slot;
	return e.word;
}

u32 swp_type(u32 entry)
{
	union entry e;

	e.word = entry;
	return e.is.type;
}

u32 swp_offset(u32 entry)
{
	union entry e;

	e.word = entry;
	return e.is.slot;
}

static u32 count_free(u32 type)
{
	u32 i, n = 0;

	for (i = 1; i < area[type].max; i++)
		n += area[type].map[i] == 0;
	return n;
}

static void count_all(void)
{
	u32 i;

	nr_swap_pages = 0;
	for (i = 0; i < areas; i++)
		nr_swap_pages += count_free(i);
}

s32 add_swap_area(s32 prio, u8 *map, u32 max)
{
	u32 i;

	if (areas == AREAS)
		return -1;
	area[areas].prio = prio;
	area[areas].map = map;
	area[areas].max = max;
	area[areas].next = 1;
	for (i = 0; i != max; i++)
		map[i] = 0;
	areas++;
	count_all();
	return areas - 1;
}

/* Is a to be asked before b? */
static bool before(u32 a, u32 b)
{
	return area[a].prio > area[b].prio || (area[a].prio == area[b].prio && area[a].gave < area[b].gave);
}

u32 get_swap_page(void)
{
	u32 best = AREAS, i;

	for (i = 0; i < areas; i++)
		if (count_free(i) && (best == AREAS || before(i, best)))
			best = i;
	if (best == AREAS)
		return 0;
	do
		i = area[best].next++ % area[best].max;
	while (i == 0 || area[best].map[i]);
	area[best].map[i] = 1;
	area[best].gave = ++gifts;
	count_all();
	return swp_entry(best, i);
}

static u8 nobody;

static u8 *find(u32 entry)
{
	union entry e;

	e.word = entry;
	if (e.is.present || e.is.file || e.is.none || e.is.type >= areas || e.is.slot >= area[e.is.type].max)
		return &nobody;
	return &area[e.is.type].map[e.is.slot];
}

bool swap_duplicate(u32 entry)
{
	u8 *count = find(entry);

	if (*count > 0 && *count < MANY)
		*count += 1;
	return *count > 0;
}

void swap_free(u32 entry)
{
	u8 *count = find(entry);

	if (*count > 0 && *count < MANY)
		*count -= 1;
	count_all();
}
