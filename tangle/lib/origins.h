// SPDX-License-Identifier: MIT
// Where the lines of a tangled header come from. A header has no #line, so that prose which moves a chapter's lines compiles
// nothing; LINES.txt beside the headers says what #line would, for whoever shows a line to a reader:
//
//     include/asm/page.h 3 14 812 chapters/01-boot.nw
//
// From its line 3 on, 14 lines are the lines from 812 on of that chapter.
#pragma once
#include "text.h"

struct origins {
	struct origin {
		char *file, *chapter;	// each allocated
		unsigned line, lines, at;
	} *at;
	size_t count;
};

// LINES.txt of the tree in this folder; where there is none, nothing is known. All of it is freed by origins_free.
struct origins origins_read(const char *tree);
// One line of a file is that line of a chapter. Lines of a file come in their order.
void origins_add(struct origins *o, const char *file, unsigned line, const char *chapter, unsigned at);
// Nothing is known of a file any more.
void origins_drop(struct origins *o, const char *file);
// As they stand in LINES.txt.
void origins_print(const struct origins *o, struct buf *text);
void origins_free(struct origins *o);

// The chapter, or NULL, and the line in it.
const char *origin_of(const struct origins *o, const char *file, unsigned line, unsigned *at);

// What gcc, addr2line (FILE:LINE) or ctags (FILE, a tab, LINE) says, with the chapters' lines for the headers'; whatever folders stand before
// a header's name go. The caller frees it.
char *origins_say(const struct origins *o, const char *said);
