/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 14 (pipes) */
#pragma once
#include <linux/wait.h>

#define PIPE_SIZE 4096		/* all that there is room for */
#define PIPE_BUF  4096		/* as much is written whole */

struct pipe_inode_info {
	char *base;		/* a page */
	u32 start, len;		/* of what is in it */
	u32 readers, writers;	/* open files */
	u32 waiting_writers;	/* asleep in the middle of a write */
	wait_queue_head_t wait;
};

/* Chapter 14: pipe_fs_i.h: the ring */
/*
 * Where the next piece is, to read or to write; of the *n bytes that
 * are wanted it has as many as *n says afterwards. The caller has
 * the inode's lock.
 */
char *pipe_full(const struct pipe_inode_info *pipe, u32 *n);
char *pipe_free(const struct pipe_inode_info *pipe, u32 *n);
/* So much was taken from this piece, or put into it. */
void pipe_took(struct pipe_inode_info *pipe, u32 len);
void pipe_put(struct pipe_inode_info *pipe, u32 len);
