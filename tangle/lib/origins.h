// SPDX-License-Identifier: MIT
// Where the lines of a tangled tree come from, for whoever shows a line to a reader. A header has no #line, so that prose which moves
// a chapter's lines compiles nothing; LINES.txt says what #line would, and which chunks hold the chapters' lines:
//
//     include/asm/page.h 3 14 812 chapters/01-boot.nw
//     chapters/01-boot.nw 810 1.23
//
// From the header's line 3 on, 14 lines are the lines from 812 on of that chapter, whose chunk 1.23 begins at its line 810.
#pragma once
#include "text.h"

struct origins {
	struct origin {
		char *file, *chapter;	// each allocated
		unsigned line, lines, at;
	} *at;
	size_t count;
	struct numbered_chunk {
		char *chapter, *number;	// each allocated
		unsigned line;
	} *chunk;
	size_t chunks;
};

// LINES.txt of the tree in this folder; where there is none, nothing is known. All of it is freed by origins_free.
struct origins origins_read(const char *tree);
// One line of a file is that line of a chapter. Lines of a file come in their order.
void origins_add(struct origins *o, const char *file, unsigned line, const char *chapter, unsigned at);
// A chunk of a chapter, and the line at which it begins.
void origins_add_chunk(struct origins *o, const char *chapter, unsigned line, const char *number);
// Nothing is known of a file any more.
void origins_drop(struct origins *o, const char *file);
// As they stand in LINES.txt.
void origins_print(const struct origins *o, struct buf *text);
void origins_free(struct origins *o);

// The chapter, or NULL, and the line in it.
const char *origin_of(const struct origins *o, const char *file, unsigned line, unsigned *at);

// The number of the chunk that holds this line of a chapter, where there is code; or NULL.
const char *origin_chunk(const struct origins *o, const char *chapter, unsigned line);

// "FILE:LINE", with the number of the chunk and a blank in front where a chunk holds that line. The caller frees it.
char *origins_number(const struct origins *o, const char *place);

// What gcc, addr2line (FILE:LINE) or ctags (FILE, a tab, LINE) says, with the chapters' lines for the headers'; whatever folders stand before
// a header's name go. The caller frees it.
char *origins_say(const struct origins *o, const char *said);
