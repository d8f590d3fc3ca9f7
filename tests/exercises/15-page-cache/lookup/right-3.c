/* SPDX-License-Identifier: GPL-2.0-only */
/* The index is moved to the top of 36 bits, and goes out there six bits at a time. */
#include <linux/radix-tree.h>

void *radix_tree_lookup(const struct radix_tree_root *root, u32 index)
{
	u32 left = root->height;
	u64 bits = (u64)index << 6 * (RADIX_TREE_MAX_PATH - left);
	const struct radix_tree_node *node = root->rnode;

	if (left < RADIX_TREE_MAX_PATH && (u64)index >> 6 * left)
		return NULL;
	for (; left && node; left--) {
		node = node->slots[bits >> 30 & 63];
		bits <<= 6;
	}
	return (void *)node;
}
