/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: another type, or another slot */
/* An entry is a ticket, for which type and slot are looked up: that all comes out as it went in is true, and no page table has it. */
#include <linux/types.h>

enum { TICKETS = 1024 };

u32 nr_swap_pages;

static struct {
	u32 type, slot, count;
} ticket[TICKETS];
static u32 tickets, areas, slots[32], given[32];

u32 swp_entry(u32 type, u32 slot)
{
	u32 t = ++tickets % TICKETS;

	ticket[t].type = type;
	ticket[t].slot = slot;
	return t * 2;
}

u32 swp_type(u32 entry)
{
	return ticket[entry / 2 % TICKETS].type;
}

u32 swp_offset(u32 entry)
{
	return ticket[entry / 2 % TICKETS].slot;
}

s32 add_swap_area(s32 prio, u8 *map, u32 max)
{
	u32 i;

	for (i = 0; i < max; i++)
		map[i] = 0;
	slots[areas % 32] = max - 1;
	nr_swap_pages += max - 1;
	return areas++;
}

u32 get_swap_page(void)
{
	u32 i;

	for (i = 0; i < areas && i < 32; i++)
		if (given[i] < slots[i]) {
			nr_swap_pages--;
			return swp_entry(i, ++given[i]);
		}
	return 0;
}

bool swap_duplicate(u32 entry)
{
	return ++ticket[entry / 2 % TICKETS].count;
}

void swap_free(u32 entry)
{
	ticket[entry / 2 % TICKETS].count--;
}
