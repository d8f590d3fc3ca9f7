/* SPDX-License-Identifier: GPL-2.0-only */
/* With a cursor, and gotos to the ends. */
#include <linux/errno.h>
#include <linux/fs.h>

static const char *skip(const char *s)
{
	while (*s == '/')
		s++;
	return s;
}

static u32 dots_of(const char *s, u32 len)
{
	if (s[0] != '.' || len > 2)
		return 0;
	if (len == 1)
		return 1;
	return s[1] == '.' ? 2 : 0;
}

int path_lookup(const char *path, struct nameidata *nd)
{
	struct dentry *folder = root;
	const char *s = path, *end = path;
	u32 dots;

	nd->dentry = nd->parent = folder;
	nd->last = NULL;
	nd->len = 0;
	if (!*s)
		goto missing;
again:
	s = skip(s);
	if (!*s)
		goto done;
	for (end = s; *end && *end != '/'; end++)
		;
	folder = nd->dentry;
	if (!folder)
		goto missing;
	if (!S_ISDIR(folder->d_inode->i_mode))
		return -ENOTDIR;
	nd->len = end - s;
	if (nd->len > NAME_MAX)
		return -ENAMETOOLONG;
	nd->parent = folder;
	dots = dots_of(s, nd->len);
	nd->last = dots ? NULL : s;
	if (dots == 2)
		nd->dentry = folder->d_parent;
	if (!dots)
		nd->dentry = d_lookup(folder, s, nd->len);
	s = end;
	goto again;
done:
	nd->slash = s[-1] == '/';
	return 0;
missing:
	return -ENOENT;
}
