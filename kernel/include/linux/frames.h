/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#pragma once
#include <linux/types.h>

enum frame_state {
	FRAME_HOLE,		/* not RAM */
	FRAME_RESERVED,		/* RAM we will not touch: frame 0 */
	FRAME_KERNEL,		/* the kernel's image */
	FRAME_MEMMAP,		/* the array mem_map */
	FRAME_FREE,
	FRAME_USED,
	FRAME_STATES
};

extern const char *const frame_state_name[FRAME_STATES];

/* Chapter 2: frames.h: functions */
struct page;
/* The state of one frame, from its struct page. */
enum frame_state frame_state(const struct page *page);
/*
 * How many of max frames become lowmem if `high` are asked to be
 * highmem and the lowest `taken` are: the nearest that can work.
 */
u32 split_zones(u32 max, u32 high, u32 taken);
/* What the high zone gets if nobody asks. */
u32 default_high(u32 max);
