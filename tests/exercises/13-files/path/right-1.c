/* SPDX-License-Identifier: GPL-2.0-only */
/* A part, and then the rest of the path, by itself. */
#include <linux/errno.h>
#include <linux/fs.h>

static int look(struct nameidata *nd, struct dentry *at, const char *part, u32 len)
{
	if (!at)
		return -ENOENT;
	if (!S_ISDIR(at->d_inode->i_mode))
		return -ENOTDIR;
	if (len > NAME_MAX)
		return -ENAMETOOLONG;
	nd->parent = at;
	nd->last = part;
	nd->len = len;
	if (part[0] == '.' && len == 1) {
		nd->last = NULL;
		nd->dentry = at;
	} else if (part[0] == '.' && part[1] == '.' && len == 2) {
		nd->last = NULL;
		nd->dentry = at->d_parent;
	} else {
		nd->dentry = d_lookup(at, part, len);
	}
	return 0;
}

static int rest(struct nameidata *nd, const char *path)
{
	u32 len = 0;
	int error;

	while (path[len] && path[len] != '/')
		len++;
	if (len) {
		error = look(nd, nd->dentry, path, len);
		if (error)
			return error;
	}
	if (!path[len])
		return 0;
	nd->slash = !path[len + 1];
	return rest(nd, path + len + 1);
}

int path_lookup(const char *path, struct nameidata *nd)
{
	nd->dentry = nd->parent = root;
	nd->last = NULL;
	nd->len = 0;
	nd->slash = false;
	return path[0] ? rest(nd, path) : -ENOENT;
}
