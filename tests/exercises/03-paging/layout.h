/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/gfp.h>
#include <linux/mm.h>

LAYOUT(PAGE_FLAGS, offsetof(struct page, flags))
LAYOUT(PAGE_COUNT, offsetof(struct page, _count))
LAYOUT(SIZEOF_PAGE, sizeof(struct page))
LAYOUT(HIGHMEM, PG_highmem)
LAYOUT(RESERVED, PG_reserved)
LAYOUT(GFP_HIGHMEM, __GFP_HIGHMEM)
LAYOUT(GFP_WAIT, __GFP_WAIT)
