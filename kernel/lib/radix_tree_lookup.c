/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include <linux/radix-tree.h>

void *radix_tree_lookup(const struct radix_tree_root *root,
			u32 index)
{
	u32 shift = root->height * RADIX_TREE_MAP_SHIFT;
	void *at = root->rnode;

	if (index > radix_tree_maxindex(root->height))
		return NULL;
	while (shift && at) {
		shift -= RADIX_TREE_MAP_SHIFT;
		at = ((struct radix_tree_node *)at)->slots
			[index >> shift & RADIX_TREE_MAP_MASK];
	}
	return at;
}
