/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <asm/thread_info.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/radix-tree.h>

LAYOUT(SIZEOF_ROOT, sizeof(struct radix_tree_root))
LAYOUT(ROOT_HEIGHT, offsetof(struct radix_tree_root, height))
LAYOUT(ROOT_NODE, offsetof(struct radix_tree_root, rnode))
LAYOUT(SIZEOF_NODE, sizeof(struct radix_tree_node))
LAYOUT(NODE_COUNT, offsetof(struct radix_tree_node, count))
LAYOUT(NODE_SLOTS, offsetof(struct radix_tree_node, slots))
LAYOUT(SIZEOF_INODE, sizeof(struct inode))
LAYOUT(INODE_SIZE, offsetof(struct inode, i_size))
LAYOUT(SIZEOF_PAGE, sizeof(struct page))
LAYOUT(PAGE_FLAGS, offsetof(struct page, flags))
LAYOUT(THREAD_COUNT, offsetof(struct thread_info, preempt_count))
LAYOUT(THREAD_FLAGS, offsetof(struct thread_info, flags))
