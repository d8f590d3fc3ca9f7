/* SPDX-License-Identifier: GPL-2.0-only */
/* The digits of the index are written down first, the lowest first; what is left behind them is beyond the tree. */
#include <linux/radix-tree.h>

void *radix_tree_lookup(const struct radix_tree_root *root, u32 index)
{
	u8 digits[RADIX_TREE_MAX_PATH];
	void **place = (void **)&root->rnode;
	s32 level;

	for (level = 0; level < (s32)root->height; level++) {
		digits[level] = index % RADIX_TREE_MAP_SIZE;
		index /= RADIX_TREE_MAP_SIZE;
	}
	if (index != 0)
		return NULL;
	while (*place && --level >= 0)
		place = &((struct radix_tree_node *)*place)->slots[digits[level]];
	return *place;
}
