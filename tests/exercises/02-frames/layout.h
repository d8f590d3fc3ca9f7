/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/mm.h>
#include <linux/mmzone.h>

LAYOUT(PAGE_FLAGS, offsetof(struct page, flags))
LAYOUT(PAGE_COUNT, offsetof(struct page, _count))
LAYOUT(PAGE_PRIVATE, offsetof(struct page, private))
LAYOUT(PAGE_LRU, offsetof(struct page, lru))
LAYOUT(SIZEOF_PAGE, sizeof(struct page))
LAYOUT(RESERVED, PG_reserved)
LAYOUT(BUDDY, PG_buddy)
LAYOUT(HIGHMEM, PG_highmem)

LAYOUT(ZONE_START, offsetof(struct zone, start))
LAYOUT(ZONE_END, offsetof(struct zone, end))
LAYOUT(ZONE_FREE, offsetof(struct zone, free_pages))
LAYOUT(ZONE_LISTS, offsetof(struct zone, free_area))
LAYOUT(ZONE_HOT, offsetof(struct zone, hot))
LAYOUT(ZONE_HOT_COUNT, offsetof(struct zone, hot_count))
LAYOUT(SIZEOF_ZONE, sizeof(struct zone))
LAYOUT(ORDERS, MAX_ORDER)
LAYOUT(HOT, HOT_MAX)
