/* SPDX-License-Identifier: GPL-2.0-only */
#include <linux/kernel.h>
#include <linux/pipe_fs_i.h>

/*
 * The next bytes to read: where, and of the *n wanted, any number,
 * how many lie there in one piece.
 */
char *pipe_full(const struct pipe_inode_info *pipe, u32 *n)
{
	*n = 0;
	return NULL;
}

/* The same of the bytes that are free. */
char *pipe_free(const struct pipe_inode_info *pipe, u32 *n)
{
	*n = 0;
	return NULL;
}

/* len bytes of the next piece were read; at most all of it. */
void pipe_took(struct pipe_inode_info *pipe, u32 len)
{
}

/* len bytes of the next piece were written; at most all of it. */
void pipe_put(struct pipe_inode_info *pipe, u32 len)
{
}
