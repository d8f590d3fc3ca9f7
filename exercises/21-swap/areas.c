/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/types.h>

enum { AREAS = 32, MANY = 255 };

u32 nr_swap_pages;		/* free slots, of all areas */

/* An entry: the type in bits 1 to 5, the slot from bit 8 on. */
u32 swp_entry(u32 type, u32 slot)
{
	return 0;
}

u32 swp_type(u32 entry)
{
	return 0;
}

u32 swp_offset(u32 entry)
{
	return 0;
}

/* Its number, from 0 on; -1: there are AREAS. map: max counts. */
s32 add_swap_area(s32 prio, u8 *map, u32 max)
{
	return -1;
}

/* A free slot, named once, of the highest priority; 0: none. */
u32 get_swap_page(void)
{
	return 0;
}

/* Named once more. False: nobody names it; nothing has changed. */
bool swap_duplicate(u32 entry)
{
	return false;
}

/* Named once less, if somebody names it. */
void swap_free(u32 entry)
{
}
