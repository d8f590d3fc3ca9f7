/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/pipe_fs_i.h>

LAYOUT(PIPE_BASE, offsetof(struct pipe_inode_info, base))
LAYOUT(PIPE_START, offsetof(struct pipe_inode_info, start))
LAYOUT(PIPE_LEN, offsetof(struct pipe_inode_info, len))
LAYOUT(SIZEOF_PIPE, sizeof(struct pipe_inode_info))
LAYOUT(SIZE, PIPE_SIZE)
