/* SPDX-License-Identifier: GPL-2.0-only */
/* An iterator over parts, and a chain of answers of which the last but one is kept. */
#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/string.h>

struct part {
	const char *at;
	u32 len;
};

static bool next(struct part *p)
{
	p->at += p->len;
	while (*p->at == '/')
		p->at++;
	for (p->len = 0; p->at[p->len] != 0 && p->at[p->len] != '/'; )
		p->len++;
	return p->len > 0;
}

static u32 length(const char *s)
{
	const char *end = s;

	while (*end)
		end++;
	return end - s;
}

static bool is(const struct part *p, const char *word)
{
	return p->len == length(word) && memcmp(p->at, word, p->len) == 0;
}

int path_lookup(const char *path, struct nameidata *nd)
{
	struct part p = { path, 0 };
	struct dentry *reached = root;

	memset(nd, 0, sizeof(*nd));
	nd->parent = root;
	if (length(path) == 0)
		return -ENOENT;
	while (next(&p)) {
		if (!reached)
			return -ENOENT;
		if (!S_ISDIR(reached->d_inode->i_mode))
			return -ENOTDIR;
		if (p.len > NAME_MAX)
			return -ENAMETOOLONG;
		nd->parent = reached;
		nd->len = p.len;
		nd->last = NULL;
		if (is(&p, "."))
			continue;
		if (is(&p, "..")) {
			reached = reached->d_parent;
			continue;
		}
		nd->last = p.at;
		reached = d_lookup(nd->parent, p.at, p.len);
	}
	nd->dentry = reached;
	nd->slash = path[length(path) - 1] == '/';
	return 0;
}
