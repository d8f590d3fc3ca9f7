/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: that is no name at all */
/* A tree of its own, with a root that has everything. */
#include <linux/fs.h>

static struct inode folder = { .i_mode = S_IFDIR };
static struct dentry mine = { .d_inode = &folder, .d_parent = &mine };

int path_lookup(const char *path, struct nameidata *nd)
{
	root = &mine;
	nd->dentry = d_lookup(root, path, 1);
	return 0;
}
