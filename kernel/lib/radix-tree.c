/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 15 (page-cache) */
#include <linux/errno.h>
#include <linux/gfp.h>
#include <linux/init.h>
#include <linux/kernel.h>
#include <linux/radix-tree.h>
#include <linux/slab.h>

static struct kmem_cache *radix_tree_node_cachep;

/* Chapter 15: radix-tree.c: nodes */
static struct radix_tree_node *new_node(void)
{
	struct radix_tree_node *node =
		kmem_cache_alloc(radix_tree_node_cachep, GFP_ATOMIC);

	if (node)
		*node = (struct radix_tree_node){ .count = 0 };
	return node;
}

static void **slot_of(struct radix_tree_node *node, u32 index,
		      u32 shift)
{
	return &node->slots[index >> shift & RADIX_TREE_MAP_MASK];
}

static void radix_tree_init(void)
{
	radix_tree_node_cachep = kmem_cache_create("radix_tree_node",
				sizeof(struct radix_tree_node));
	BUG_ON(!radix_tree_node_cachep);
}
device_initcall(radix_tree_init);
/* Chapter 15: radix-tree.c: insert */

static bool grow(struct radix_tree_root *root)
{
	struct radix_tree_node *node;

	if (root->rnode) {
		node = new_node();
		if (!node)
			return false;
		node->slots[0] = root->rnode;
		node->count = 1;
		root->rnode = node;
	}
	root->height++;
	return true;
}

/* Chapter 15: radix-tree.c: the way down */
static bool fill_slot(void **slot, struct radix_tree_node *node,
		      void *item)
{
	if (item)
		*slot = item;
	if (item && node)
		node->count++;
	return item;
}

int radix_tree_insert(struct radix_tree_root *root, u32 index,
		      void *item)
{
	struct radix_tree_node *node = NULL;
	void **slot = &root->rnode;
	u32 shift;

	while (index > radix_tree_maxindex(root->height))
		if (!grow(root))
			return -ENOMEM;
	/* Chapter 15: radix_tree_insert: level by level */
	for (shift = root->height * RADIX_TREE_MAP_SHIFT; shift; ) {
		if (!*slot && !fill_slot(slot, node, new_node())) {
			radix_tree_delete(root, index);
			return -ENOMEM;
		}
		node = *slot;
		shift -= RADIX_TREE_MAP_SHIFT;
		slot = slot_of(node, index, shift);
	}
	if (*slot)
		return -EEXIST;
	fill_slot(slot, node, item);
	return 0;
}
/* Chapter 15: radix-tree.c: delete */

void *radix_tree_delete(struct radix_tree_root *root, u32 index)
{
	struct radix_tree_node *path[RADIX_TREE_MAX_PATH + 1];
	u32 shift = root->height * RADIX_TREE_MAP_SHIFT, depth = 0;
	void **slot = &root->rnode, *item = NULL;

	if (index > radix_tree_maxindex(root->height))
		return NULL;
	while (shift && *slot) {
		path[depth++] = *slot;
		shift -= RADIX_TREE_MAP_SHIFT;
		slot = slot_of(*slot, index, shift);
	}
	if (!shift && *slot) {
		item = *slot;
		*slot = NULL;
		if (depth)
			path[depth - 1]->count--;
	}
	/* Chapter 15: radix_tree_delete: nodes that are empty */
	while (depth && !path[depth - 1]->count) {
		kmem_cache_free(radix_tree_node_cachep, path[--depth]);
		shift += RADIX_TREE_MAP_SHIFT;
		if (depth) {
			*slot_of(path[depth - 1], index, shift) = NULL;
			path[depth - 1]->count--;
		} else {
			*root = (struct radix_tree_root){ .height = 0 };
		}
	}
	return item;
}
/* Chapter 15: radix-tree.c: next */

void *radix_tree_next(const struct radix_tree_root *root, u32 *index)
{
	u32 top = root->height * RADIX_TREE_MAP_SHIFT, shift;
	void *at = root->rnode;

	while (at && *index <= radix_tree_maxindex(root->height)) {
		for (shift = top; shift && at; ) {
			shift -= RADIX_TREE_MAP_SHIFT;
			at = *slot_of(at, *index, shift);
		}
		if (at)
			return at;
		*index = (*index | ((1U << shift) - 1)) + 1;
		if (*index)
			at = root->rnode;
	}
	return NULL;
}
