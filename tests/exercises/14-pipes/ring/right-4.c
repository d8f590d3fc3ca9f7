/* SPDX-License-Identifier: GPL-2.0-only */
/* Whatever a loop finds, a byte at a time: slow, and plainly right. */
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>

static u32 run(u32 at, u32 there, u32 wanted)
{
	u32 n = 0;

	while (n < wanted && n < there && at + n < PIPE_SIZE)
		n++;
	return n;
}

char *pipe_full(const struct pipe_inode_info *pipe, u32 *n)
{
	*n = run(pipe->start, pipe->len, *n);
	return pipe->base + pipe->start;
}

char *pipe_free(const struct pipe_inode_info *pipe, u32 *n)
{
	u32 at = pipe->start, i;

	for (i = 0; i < pipe->len; i++)
		at = at + 1 == PIPE_SIZE ? 0 : at + 1;
	*n = run(at, PIPE_SIZE - pipe->len, *n);
	return pipe->base + at;
}

void pipe_took(struct pipe_inode_info *pipe, u32 len)
{
	for (; len; len--) {
		pipe->len--;
		if (++pipe->start == PIPE_SIZE)
			pipe->start = 0;
	}
}

void pipe_put(struct pipe_inode_info *pipe, u32 len)
{
	for (; len; len--)
		pipe->len++;
}
