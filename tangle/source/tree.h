/* SPDX-License-Identifier: MIT */
/* A folder that is generated: some files with FILES.txt, the list of them. */
#pragma once

#include <stddef.h>

struct tree {
	struct leaf {
		char *path; /* below the folder */
		char *text;
		size_t size;
	} *leaf;
	size_t count;
};

/* PATH gets this text, which is the tree's from then on. */
void tree_add(struct tree *t, const char *path, char *text, size_t size);

/*
 * Make FOLDER so. A file is replaced only where its contents changed, by renaming, so make rebuilds nothing needless and an
 * interrupt leaves no half-written file. What FILES.txt lists and is not in the tree any more is deleted; nothing else in
 * the folder is touched. Dies where that fails.
 */
void tree_write(struct tree *t, const char *folder);
void tree_free(struct tree *t);
