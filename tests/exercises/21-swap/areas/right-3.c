/* SPDX-License-Identifier: GPL-2.0-only */
/* The areas' numbers in a row, by priority: whoever gives moves behind the others of his priority. */
#include <linux/types.h>

#define AREAS 32
#define MANY  255
#define STRANGE(word) (((word) & ~0xFFFFFF3EU) != 0)

u32 nr_swap_pages;

static u8 row[AREAS], *map_of[AREAS];
static s32 prio_of[AREAS];
static u32 max_of[AREAS], used_of[AREAS], in_row;

u32 swp_entry(u32 type, u32 slot)
{
	return (slot << 7 | type) << 1;
}

u32 swp_type(u32 entry)
{
	return entry << 26 >> 27;
}

u32 swp_offset(u32 entry)
{
	return (entry & ~255U) >> 8;
}

/* Puts type where it belongs, behind its equals; the place at `from` is to be overwritten. */
static void put_behind(u32 from, u32 type)
{
	u32 at = from;

	while (at + 1 < in_row && prio_of[row[at + 1]] >= prio_of[type]) {
		row[at] = row[at + 1];
		at++;
	}
	row[at] = type;
}

s32 add_swap_area(s32 prio, u8 *map, u32 max)
{
	u32 at, type = in_row, i;

	if (in_row == AREAS)
		return -1;
	prio_of[type] = prio;
	map_of[type] = map;
	max_of[type] = max;
	for (at = in_row; at && prio_of[row[at - 1]] < prio; at--)
		row[at] = row[at - 1];
	row[at] = type;
	in_row++;
	for (i = 0; i < max; i++)
		*map++ = 0;
	nr_swap_pages = nr_swap_pages + max - 1;
	return type;
}

u32 get_swap_page(void)
{
	u32 at, type, slot = 0;

	for (at = 0; at < in_row; at++)
		if (used_of[row[at]] + 1 < max_of[row[at]])
			break;
	if (at == in_row)
		return 0;
	type = row[at];
	while (map_of[type][++slot])
		continue;
	map_of[type][slot] = 1;
	used_of[type]++;
	nr_swap_pages--;
	put_behind(at, type);
	return swp_entry(type, slot);
}

bool swap_duplicate(u32 entry)
{
	u32 type = swp_type(entry), slot = swp_offset(entry);

	if (STRANGE(entry) || slot == 0 || type >= in_row || slot >= max_of[type])
		return false;
	switch (map_of[type][slot]) {
	case 0:
		return false;
	default:
		map_of[type][slot]++;
		/* fall through */
	case MANY:
		return true;
	}
}

void swap_free(u32 entry)
{
	u32 type = swp_type(entry), slot = swp_offset(entry), count;

	if (STRANGE(entry) || slot == 0 || type >= in_row || slot >= max_of[type])
		return;
	count = map_of[type][slot];
	if (count == 0 || count == MANY)
		return;
	map_of[type][slot] = count - 1;
	if (count == 1) {
		used_of[type]--;
		nr_swap_pages++;
	}
}
