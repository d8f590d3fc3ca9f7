/* SPDX-License-Identifier: GPL-2.0-only */
/* Byte by byte: a part is looked up at the byte behind it. */
#include <linux/errno.h>
#include <linux/fs.h>

enum kind { DOT, DOTS, NAME };

int path_lookup(const char *path, struct nameidata *nd)
{
	struct dentry *here = root, *folder = root;
	const char *begin = NULL, *last = NULL;
	enum kind kind = NAME;
	u32 n = 0;

	if (path[0] == 0)
		return -ENOENT;
	for (;; path++) {
		if (*path && *path != '/') {
			if (!begin)
				begin = path;
			continue;
		}
		if (begin) {
			n = path - begin;
			kind = n == 1 && *begin == '.' ? DOT : n == 2 && begin[0] == '.' && begin[1] == '.' ? DOTS : NAME;
			if (here == NULL)
				return -ENOENT;
			if ((here->d_inode->i_mode & S_IFMT) != S_IFDIR)
				return -ENOTDIR;
			if (n > 255)
				return -ENAMETOOLONG;
			folder = here;
			last = kind == NAME ? begin : NULL;
			switch (kind) {
			case DOT:
				break;
			case DOTS:
				here = here->d_parent;
				break;
			case NAME:
				here = d_lookup(here, begin, n);
			}
			begin = NULL;
		}
		if (!*path)
			break;
		nd->slash = true;
		if (path[1] && path[1] != '/')
			nd->slash = false;
	}
	if (path[-1] != '/')
		nd->slash = false;
	nd->dentry = here;
	nd->parent = folder;
	nd->last = last;
	nd->len = n;
	return 0;
}
