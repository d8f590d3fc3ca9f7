/* SPDX-License-Identifier: GPL-2.0-only */
/* One function for both, and an empty ring begins at the beginning. */
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>

static char *piece(char *base, u32 at, u32 there, u32 *n)
{
	at &= PIPE_SIZE - 1;
	if (there > PIPE_SIZE - at)
		there = PIPE_SIZE - at;
	*n = *n < there ? *n : there;
	return *n ? base + at : NULL;
}

char *pipe_full(const struct pipe_inode_info *pipe, u32 *n)
{
	return piece(pipe->base, pipe->start, pipe->len, n);
}

char *pipe_free(const struct pipe_inode_info *pipe, u32 *n)
{
	return piece(pipe->base, pipe->start + pipe->len, PIPE_SIZE - pipe->len, n);
}

void pipe_took(struct pipe_inode_info *pipe, u32 len)
{
	pipe->len -= len;
	pipe->start = pipe->len ? (pipe->start + len) & (PIPE_SIZE - 1) : 0;
}

void pipe_put(struct pipe_inode_info *pipe, u32 len)
{
	pipe->len += len;
}
