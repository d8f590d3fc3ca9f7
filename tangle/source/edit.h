/* SPDX-License-Identifier: MIT */
/*
 * Edits: what tries the book breaks a copy of it, and stands beside it. A sabotage edits the tangled kernel of a
 * chapter, a typical mistake the book's answer to an exercise:
 *
 *     # SPDX-License-Identifier: GPL-2.0-only
 *     # Each put_page drops two references, its own and somebody else's.
 *     breaks: veto: once.handed_out often.handed_out
 *
 *     file: mm/page_alloc.c
 *      	BUG_ON(PageReserved(page));
 *     -	if (put_page_testzero(page))
 *     +	if (put_page_testzero(page) || put_page_testzero(page))
 *
 * Comments say what it is. `breaks:` names an experiment and the observations that must change, `fails:` a case and
 * words of what it says. Then come hunks: `-` an old line, `+` a new one, a blank a line that stays. A blank line
 * ends a hunk, and the next is searched in the same file, unless another `file:` comes first. In a file the old
 * lines and those that stay must follow each other in exactly one place. Their indentation does not matter, since a chunk
 * has its own; nor do blank lines, and `#line`.
 */
#pragma once

#include "lib/origins.h"
#include <stddef.h>

struct hunk {
	const char *file;
	unsigned line;	/* of the edit, where it begins */
	struct hunk_line {
		char mark;	/* '-', '+' or ' ' */
		const char *text;
		unsigned line;
	} *lines;
	size_t count;
	/* Once it is applied: where what it changes stood. Where nobody knows its origin, file and line of the file itself. */
	char *at_file;
	unsigned at_line;
};

struct edit {
	char *path;
	char *about;		/* its prose, in one line; or "" */
	const char *breaks;	/* or NULL; then there is `fails` */
	const char *fails;
	struct hunk *hunks;
	size_t count;
	char *text;
};

/*
 * NULL, or what is wrong with the file at `path`: "FILE:LINE: what; remedy". The caller frees it, and the edit
 * in any case.
 */
char *edit_read(struct edit *e, const char *path);
void edit_free(struct edit *e);

/*
 * Makes in *text, the whole of `file`, all changes that the edit has for it. In a text with #line, or whose lines `origins` knows, new
 * lines are the edit's, and the others stay those of their chapter. NULL, or what is wrong, as above; `path` is where the text was read.
 */
char *edit_apply(struct edit *e, const char *file, const char *path, char **text, struct origins *origins);
