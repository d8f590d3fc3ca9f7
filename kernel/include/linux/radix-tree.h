/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#pragma once
#include <linux/types.h>

#define RADIX_TREE_MAP_SHIFT 6
#define RADIX_TREE_MAP_SIZE  (1U << RADIX_TREE_MAP_SHIFT)
#define RADIX_TREE_MAP_MASK  (RADIX_TREE_MAP_SIZE - 1)
#define RADIX_TREE_MAX_PATH  6		/* 32 bits in sixes */

struct radix_tree_node {
	u32 count;		/* places that are taken */
	void *slots[RADIX_TREE_MAP_SIZE];
};

/* Height 0: rnode is what stands at index 0, or NULL. */
struct radix_tree_root {
	u32 height;
	void *rnode;
};

/* Chapter 15: radix-tree.h: functions */
/* The largest index for which a tree of this height has a place. */
static inline u32 radix_tree_maxindex(u32 height)
{
	return height >= RADIX_TREE_MAX_PATH ? ~0U :
	       (1U << height * RADIX_TREE_MAP_SHIFT) - 1;
}

/* What stands at index, or NULL. */
void *radix_tree_lookup(const struct radix_tree_root *root,
			u32 index);
/* The first thing at or behind *index, which says where; or NULL. */
void *radix_tree_next(const struct radix_tree_root *root,
		      u32 *index);
/* 0, -EEXIST, or -ENOMEM; then there is what was there before. */
int radix_tree_insert(struct radix_tree_root *root, u32 index,
		      void *item);
/* Takes out what stands at index, and answers with it; or NULL. */
void *radix_tree_delete(struct radix_tree_root *root, u32 index);
