/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/fs.h>
#include <linux/pipe_fs_i.h>
#include <linux/sched.h>

LAYOUT(PIPE_BASE, offsetof(struct pipe_inode_info, base))
LAYOUT(PIPE_START, offsetof(struct pipe_inode_info, start))
LAYOUT(PIPE_LEN, offsetof(struct pipe_inode_info, len))
LAYOUT(SIZEOF_PIPE, sizeof(struct pipe_inode_info))
LAYOUT(SIZE, PIPE_SIZE)
LAYOUT(PIPE_READERS, offsetof(struct pipe_inode_info, readers))
LAYOUT(PIPE_WRITERS, offsetof(struct pipe_inode_info, writers))
LAYOUT(PIPE_WAITING, offsetof(struct pipe_inode_info, waiting_writers))
LAYOUT(PIPE_WAIT, offsetof(struct pipe_inode_info, wait))

LAYOUT(INODE_PIPE, offsetof(struct inode, i_pipe))
LAYOUT(INODE_SEM, offsetof(struct inode, i_sem))
LAYOUT(SIZEOF_INODE, sizeof(struct inode))
LAYOUT(THREAD_TASK, offsetof(struct thread_info, task))
LAYOUT(TASK_SIGNAL, offsetof(struct task_struct, signal))
LAYOUT(SIZEOF_TASK, sizeof(struct task_struct))
