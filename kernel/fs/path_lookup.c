/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 13 (files) */
#include <linux/errno.h>
#include <linux/fs.h>

static void step(struct nameidata *nd, const char *name, u32 len)
{
	bool dots = len <= 2 && name[0] == '.' && name[len - 1] == '.';

	nd->parent = nd->dentry;
	nd->last = dots ? NULL : name;
	nd->len = len;
	if (!dots)
		nd->dentry = d_lookup(nd->parent, name, len);
	else if (len == 2)
		nd->dentry = nd->dentry->d_parent;
}

/* Chapter 13: path_lookup.c: all names of a path */
int path_lookup(const char *path, struct nameidata *nd)
{
	u32 len;

	*nd = (struct nameidata){ .dentry = root, .parent = root };
	if (!*path)
		return -ENOENT;
	for (; *path; path += len) {
		nd->slash = *path == '/';
		len = 1;
		if (nd->slash)
			continue;
		while (path[len] && path[len] != '/')
			len++;
		if (!nd->dentry)
			return -ENOENT;
		if (!S_ISDIR(nd->dentry->d_inode->i_mode))
			return -ENOTDIR;
		if (len > NAME_MAX)
			return -ENAMETOOLONG;
		step(nd, path, len);
	}
	return 0;
}
