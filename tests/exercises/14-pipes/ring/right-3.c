/* SPDX-License-Identifier: GPL-2.0-only */
/* With pointers from begin to end, and the count by itself. */
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>

static char *limit(const struct pipe_inode_info *pipe, char *p)
{
	char *border = pipe->base + PIPE_SIZE;

	return p < border ? p : p - PIPE_SIZE;
}

static void cut(u32 *n, u32 most)
{
	if (*n > most)
		*n = most;
}

char *pipe_full(const struct pipe_inode_info *pipe, u32 *n)
{
	char *first = pipe->base + pipe->start;

	cut(n, pipe->len);
	cut(n, (u32)(pipe->base + PIPE_SIZE - first));
	return first;
}

char *pipe_free(const struct pipe_inode_info *pipe, u32 *n)
{
	char *first = limit(pipe, pipe->base + pipe->start + pipe->len);

	cut(n, PIPE_SIZE - pipe->len);
	cut(n, (u32)(pipe->base + PIPE_SIZE - first));
	return first;
}

void pipe_took(struct pipe_inode_info *pipe, u32 len)
{
	pipe->start = (u32)(limit(pipe, pipe->base + pipe->start + len) - pipe->base);
	pipe->len -= len;
}

void pipe_put(struct pipe_inode_info *pipe, u32 len)
{
	pipe->len += len;
}
