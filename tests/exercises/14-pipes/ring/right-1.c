/* SPDX-License-Identifier: GPL-2.0-only */
/* By cases: is what is full in one part, or in two? */
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>

char *pipe_full(const struct pipe_inode_info *pipe, u32 *n)
{
	u32 first = pipe->len;

	if (pipe->start + pipe->len > PIPE_SIZE)
		first = PIPE_SIZE - pipe->start;
	if (*n > first)
		*n = first;
	return &pipe->base[pipe->start];
}

char *pipe_free(const struct pipe_inode_info *pipe, u32 *n)
{
	u32 end = pipe->start + pipe->len, room;

	if (end >= PIPE_SIZE) {
		end -= PIPE_SIZE;
		room = pipe->start - end;
	} else {
		room = PIPE_SIZE - end;
	}
	if (*n > room)
		*n = room;
	return &pipe->base[end];
}

void pipe_took(struct pipe_inode_info *pipe, u32 len)
{
	pipe->len -= len;
	pipe->start += len;
	if (pipe->start == PIPE_SIZE)
		pipe->start = 0;
}

void pipe_put(struct pipe_inode_info *pipe, u32 len)
{
	pipe->len = pipe->len + len;
}
