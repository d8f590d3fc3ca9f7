/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 14 (pipes) */
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>

static u32 least(u32 a, u32 b, u32 c)
{
	u32 d = a < b ? a : b;

	return d < c ? d : c;
}

char *pipe_full(const struct pipe_inode_info *pipe, u32 *n)
{
	*n = least(*n, pipe->len, PIPE_SIZE - pipe->start);
	return pipe->base + pipe->start;
}

/* Chapter 14: pipe_ring.c: the other three */
char *pipe_free(const struct pipe_inode_info *pipe, u32 *n)
{
	u32 end = (pipe->start + pipe->len) % PIPE_SIZE;

	*n = least(*n, PIPE_SIZE - pipe->len, PIPE_SIZE - end);
	return pipe->base + end;
}

void pipe_took(struct pipe_inode_info *pipe, u32 len)
{
	pipe->start = (pipe->start + len) % PIPE_SIZE;
	pipe->len -= len;
}

void pipe_put(struct pipe_inode_info *pipe, u32 len)
{
	pipe->len += len;
}
