/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#pragma once
#include <linux/list.h>
#include <linux/mm.h>

#define MAX_ORDER 11		/* orders 0 to 10 */
#define HOT_MAX   16
#define LOWER_ZONE_PROTECTION 4	/* times the high zone's pages_low */

enum { ZONE_NORMAL, ZONE_HIGHMEM, MAX_NR_ZONES };
/* Chapter 2 (frames) */

struct zone {
	const char *name;
	u32 start, end;			/* frames; end is exclusive */
	u32 present_pages;		/* frames that are RAM */
	u32 free_pages;			/* in free_area */
	u32 pages_min, pages_low;	/* marks, see the text */
	u32 protection[MAX_NR_ZONES];	/* more, by zone asked for */
	struct list_head free_area[MAX_ORDER];
	struct page *hot[HOT_MAX];	/* single frames, just freed */
	u32 hot_count;
};

/* Chapter 2: mmzone.h: zones and functions */
extern struct zone zones[MAX_NR_ZONES];

#define page_zone(page) (PageHighMem(page) ? \
			 &zones[ZONE_HIGHMEM] : &zones[ZONE_NORMAL])
/* Chapter 2: mmzone.h: zones and functions */

/* Counts the frames of a zone by enum frame_state, six of them. */
void count_frames(const struct zone *zone, u32 frames[]);
/* Counts the free frames of a zone by walking its lists. */
u32 count_lists(const struct zone *zone);
