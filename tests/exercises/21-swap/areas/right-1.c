/* SPDX-License-Identifier: GPL-2.0-only */
/* A list by priority with a hand, as Linux has it; but an area that is added moves the hand as well. Whether an area is full its map says. */
#include <linux/types.h>

enum { AREAS = 32, MANY = 255, END = -1 };

u32 nr_swap_pages;

static struct area {
	s32 prio, next;
	u32 max;
	u8 *map;
} areas[AREAS];
static s32 nr_areas, head = END, hand = END;

u32 swp_entry(u32 type, u32 slot)
{
	return (type << 1) + (slot << 8);
}

u32 swp_type(u32 entry)
{
	return (entry & 0x3E) / 2;
}

u32 swp_offset(u32 entry)
{
	return entry / 256;
}

s32 add_swap_area(s32 prio, u8 *map, u32 max)
{
	s32 *link = &head, type = nr_areas;

	if (type >= AREAS)
		return -1;
	while (*link != END && areas[*link].prio > prio)
		link = &areas[*link].next;
	areas[type].prio = prio;
	areas[type].map = map;
	areas[type].max = max;
	areas[type].next = *link;
	*link = type;
	nr_swap_pages += max - 1;
	while (max)
		map[--max] = 0;
	if (hand == END || prio > areas[hand].prio || hand == areas[type].next)
		hand = type;
	nr_areas++;
	return type;
}

static u32 scan(const struct area *area)
{
	u32 slot;

	for (slot = area->max - 1; slot && area->map[slot]; slot--)
		;
	return slot;
}

static u32 give(s32 type, u32 slot)
{
	s32 next = areas[type].next;

	areas[type].map[slot]++;
	nr_swap_pages--;
	hand = next != END && areas[next].prio == areas[type].prio ? next : head;
	return swp_entry(type, slot);
}

u32 get_swap_page(void)
{
	s32 type;
	u32 slot;

	for (type = hand; type != END && areas[type].prio == areas[hand].prio; type = areas[type].next) {
		slot = scan(areas + type);
		if (slot)
			return give(type, slot);
	}
	for (type = head; type != END; type = areas[type].next) {
		slot = scan(areas + type);
		if (slot)
			return give(type, slot);
	}
	return 0;
}

static bool named(u32 entry)
{
	s32 type = swp_type(entry);
	u32 slot = entry >> 8;

	if (entry & 1 || entry & 64 || entry & 128 || type >= nr_areas)
		return false;
	return slot && slot < areas[type].max && areas[type].map[slot];
}

bool swap_duplicate(u32 entry)
{
	if (!named(entry))
		return false;
	if (areas[swp_type(entry)].map[swp_offset(entry)] != MANY)
		areas[swp_type(entry)].map[swp_offset(entry)]++;
	return true;
}

void swap_free(u32 entry)
{
	s32 type = swp_type(entry);

	if (!named(entry) || areas[type].map[swp_offset(entry)] == MANY)
		return;
	areas[type].map[swp_offset(entry)]--;
	if (areas[type].map[swp_offset(entry)])
		return;
	nr_swap_pages++;
	if (areas[type].prio > areas[hand].prio)
		hand = type;
}
