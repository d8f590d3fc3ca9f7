/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/mm.h>

LAYOUT(SIZEOF_PAGE, sizeof(struct page))
LAYOUT(PAGE_FLAGS, offsetof(struct page, flags))
LAYOUT(NOTED_DIRTY, PG_dirty)
LAYOUT(HIGH, PG_highmem)
