/* SPDX-License-Identifier: MIT */
/* The program as it stands after some of the book's chunks: what each name means, and the text of a file. */
#pragma once

#include "lib/origins.h"
#include "lib/text.h"
#include "stream.h"

/* A name's definitions, by their chunks' numbers; those that were replaced are taken out. */
struct meaning {
	size_t *chunk;
	size_t chunks;
};

struct program {
	const struct stream *s;
	struct meaning *of; /* by the stream's numbers of names */
};

/* Nothing is defined yet. */
void program_begin(struct program *p, const struct stream *s);
/* One more chunk of the book, in the book's order: it goes on behind its name's definitions, or takes their place. */
void program_define(struct program *p, size_t chunk);
void program_free(struct program *p);

/* A file with #line has no indentation before what it uses, so that gcc's columns are the chapters'. */
enum layout { WITH_LINES, WITH_INDENTATION };

/* What gcc and the assembler are given has lines; a header has none (lib/origins.h). */
enum layout layout_of(const char *root);

/*
 * Append the text of a name, as noweb's nt would. Where NOTES is not NULL, notes[k] are whole lines to go in before event k,
 * or NULL. Where ORIGINS is not NULL, it is told where each line comes from; only a text without #line has a use for that. Returns the
 * first name in use that nothing defines, or NULL.
 */
const char *program_text(const struct program *p, size_t name, enum layout layout, char *const *notes, struct buf *text, struct origins *origins);
