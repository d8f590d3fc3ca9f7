/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/mm.h>

LAYOUT(SIZEOF_PAGE, sizeof(struct page))
LAYOUT(PAGE_FLAGS, offsetof(struct page, flags))
LAYOUT(PAGE_COUNT, offsetof(struct page, _count))
LAYOUT(PAGE_PRIVATE, offsetof(struct page, private))
LAYOUT(PAGE_INDEX, offsetof(struct page, index))
LAYOUT(PAGE_MAPCOUNT, offsetof(struct page, _mapcount))
LAYOUT(RESERVED, PG_reserved)
LAYOUT(HIGH, PG_highmem)
LAYOUT(NOTED_DIRTY, PG_dirty)
LAYOUT(NOTED_USED, PG_referenced)
LAYOUT(LOCKED, PG_locked)
LAYOUT(HAS_SLOT, PG_swapcache)
LAYOUT(WAS_READ, PG_uptodate)
