/* SPDX-License-Identifier: GPL-2.0-only */
/* Level by level, by itself. */
#include <linux/radix-tree.h>

static void *below(void *at, u32 levels, u32 index)
{
	const struct radix_tree_node *node = at;

	if (levels == 0 || at == NULL)
		return at;
	levels--;
	return below(node->slots[index >> 6 * levels & 63], levels, index);
}

void *radix_tree_lookup(const struct radix_tree_root *root, u32 index)
{
	return index > radix_tree_maxindex(root->height) ? NULL : below(root->rnode, root->height, index);
}
