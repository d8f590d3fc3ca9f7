/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it changes more than how many bytes the piece has */
/* Moves all bytes to the beginning, and so it never sees the border. */
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>

static void straighten(const struct pipe_inode_info *pipe)
{
	struct pipe_inode_info *mine = (struct pipe_inode_info *)pipe;
	u32 i;
	char first;

	for (; mine->start; mine->start--) {
		first = mine->base[0];
		for (i = 1; i < PIPE_SIZE; i++)
			mine->base[i - 1] = mine->base[i];
		mine->base[PIPE_SIZE - 1] = first;
	}
}

char *pipe_full(const struct pipe_inode_info *pipe, u32 *n)
{
	straighten(pipe);
	if (*n > pipe->len)
		*n = pipe->len;
	return pipe->base;
}

char *pipe_free(const struct pipe_inode_info *pipe, u32 *n)
{
	straighten(pipe);
	if (*n > PIPE_SIZE - pipe->len)
		*n = PIPE_SIZE - pipe->len;
	return pipe->base + pipe->len;
}

void pipe_took(struct pipe_inode_info *pipe, u32 len)
{
	pipe->start += len;
	pipe->len -= len;
}

void pipe_put(struct pipe_inode_info *pipe, u32 len)
{
	pipe->len += len;
}
