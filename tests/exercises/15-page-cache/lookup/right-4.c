/* SPDX-License-Identifier: GPL-2.0-only */
/* A case for each height falls into the next. */
#include <linux/radix-tree.h>

#define STEP(level) do { \
		if (at == NULL) \
			return NULL; \
		at = ((struct radix_tree_node *)at)->slots[(index >> (level) * 6) & 63]; \
	} while (0)

void *radix_tree_lookup(const struct radix_tree_root *root, u32 index)
{
	void *at = root->rnode;

	if (index > radix_tree_maxindex(root->height))
		return NULL;
	switch (root->height) {
	case 6: STEP(5); /* fall through */
	case 5: STEP(4); /* fall through */
	case 4: STEP(3); /* fall through */
	case 3: STEP(2); /* fall through */
	case 2: STEP(1); /* fall through */
	case 1: STEP(0);
	}
	return at;
}
