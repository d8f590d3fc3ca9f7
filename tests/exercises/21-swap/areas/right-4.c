/* SPDX-License-Identifier: GPL-2.0-only */
/* Free slots are bits in words, as far as there is room; areas with a free slot are bits, too; behind that, the map is looked through. */
#include <linux/types.h>

enum { AREAS = 32, MANY = 255, BIT_0 = 1, BIT_6 = 1 << 6, BIT_7 = 1 << 7 };

u32 nr_swap_pages;

struct area {
	struct area *other; /* in a ring with all of its priority */
	s32 prio;
	u32 max, low;       /* bit n: slot n is free, n below 32 */
	u8 *map;
};

static struct area area[AREAS], *turn[AREAS]; /* turn: a ring for each priority, whose area gives next */
static u32 areas, rings, not_full;

u32 swp_type(u32 entry)
{
	u32 type = 0, bit;

	for (bit = 1; bit <= 5; bit++)
		if (entry & 1U << bit)
			type |= 1U << (bit - 1);
	return type;
}

u32 swp_offset(u32 entry)
{
	return entry >> 8;
}

u32 swp_entry(u32 type, u32 slot)
{
	return slot * 0x100U | type * 2U;
}

static void look(struct area *a)
{
	u32 slot;

	a->low = 0;
	not_full &= ~(1U << (a - area));
	for (slot = 1; slot < a->max; slot++)
		if (!a->map[slot]) {
			not_full |= 1U << (a - area);
			if (slot < 32)
				a->low |= 1U << slot;
		}
}

static void join(struct area *a)
{
	u32 i;

	a->other = a;
	for (i = 0; i < rings; i++)
		if (turn[i]->prio == a->prio) {
			a->other = turn[i]->other;
			turn[i]->other = a;
			return;
		}
	for (i = rings++; i > 0 && turn[i - 1]->prio < a->prio; i--)
		turn[i] = turn[i - 1];
	turn[i] = a;
}

s32 add_swap_area(s32 prio, u8 *map, u32 max)
{
	struct area *a = area + areas;
	u32 i;

	if (areas == AREAS)
		return -1;
	for (i = 0; i < max; i++)
		map[i] = 0;
	a->prio = prio;
	a->map = map;
	a->max = max;
	look(a);
	join(a);
	nr_swap_pages += max - 1;
	return areas++;
}

static u32 slot_of(struct area *a)
{
	u32 slot;

	if (a->low)
		return __builtin_ctz(a->low);
	for (slot = 32; a->map[slot]; slot++)
		;
	return slot;
}

u32 get_swap_page(void)
{
	struct area *a;
	u32 i, k, slot;

	for (i = 0; i < rings; i++) {
		a = turn[i];
		for (k = 0; k < AREAS && !(not_full >> (a - area) & 1); k++)
			a = a->other;
		if (k < AREAS)
			break;
	}
	if (i == rings)
		return 0;
	turn[i] = a->other;
	slot = slot_of(a);
	a->map[slot] = 1;
	look(a);
	nr_swap_pages--;
	return swp_entry(a - area, slot);
}

static struct area *owner(u32 entry, u32 *slot)
{
	u32 type = swp_type(entry);

	*slot = swp_offset(entry);
	if (entry & (BIT_0 | BIT_6 | BIT_7) || type >= areas || *slot >= area[type].max)
		return NULL;
	return area[type].map[*slot] ? area + type : NULL;
}

bool swap_duplicate(u32 entry)
{
	u32 slot;
	struct area *a = owner(entry, &slot);

	if (!a)
		return false;
	a->map[slot] += a->map[slot] != MANY;
	return true;
}

void swap_free(u32 entry)
{
	u32 slot;
	struct area *a = owner(entry, &slot);

	if (a && a->map[slot] != MANY) {
		a->map[slot]--;
		nr_swap_pages += !a->map[slot];
		look(a);
	}
}
