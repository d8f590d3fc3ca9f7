/* SPDX-License-Identifier: MIT */
/*
 * THE model of the chapters, for all that tangle, check, step through and weave them: noweb's pipeline stream as a list of
 * lines `@keyword argument`, over it a list of chunks, and their names.
 */
#pragma once

#include "lib/text.h"

#include <stdbool.h>
#include <stddef.h>

enum keyword { KW_OTHER, KW_FILE, KW_BEGIN, KW_END, KW_DEFN, KW_TEXT, KW_USE, KW_NL, KW_INDEX_NL, KW_QUOTE, KW_ENDQUOTE };

/* One line of the stream, and the place in the .nw file it came from. */
struct event {
	enum keyword keyword;
	const char *arg; /* what follows "@keyword "; "" if nothing does */
	const char *file;
	unsigned line;
	size_t name; /* of a @use: the number of what it uses */
};

/* One chunk: the events from its @begin to its @end, both included. */
struct chunk {
	bool code;
	const char *name; /* code only; without "replace: " */
	bool replaces;    /* code only: it was written <<replace: name>>= */
	const char *file;
	unsigned line;
	unsigned sequence; /* code only: 1, 2, 3… within its file */
	size_t first, last;
	size_t number; /* code only: its name's */
};

struct stream {
	char *buffer;
	struct event *event;
	size_t events;
	struct chunk *chunk;
	size_t chunks;
	const char **name; /* every name that is defined or used, by its number: from 0 on, in the order in which they come */
	size_t names;
	char **made; /* texts that are not as they came */
	size_t made_count;
};

/* Read these chapters (NULL behind the last), through noweb's markup. Dies where that fails. */
void stream_read(struct stream *s, char *const files[]);
void stream_free(struct stream *s);

/* The first event behind a chunk's header; its last, @end, where it holds nothing. */
size_t chunk_body(const struct stream *s, const struct chunk *c);

/* A chunk that becomes a file: its name has a `/` and no space. */
bool is_file_root(const char *name);

/* A file root that may be written below a directory: plain letters, and no way out of it. */
bool is_safe_path(const char *name);

/* A file root that is no file of the kernel: a skeleton, an exercise's description, an answer. */
bool is_workbook(const char *name);

/* Whether these are the chapters of a student's copy of the book, which lack the answers: its KIT.md is here. */
bool is_students_copy(void);

/* Does the chunk hold any text or use? An empty definition is a joint. */
bool chunk_is_empty(const struct stream *s, const struct chunk *c);

/* Does `name` end in `suffix`? */

/* The two digits that begin the file's own name, as a number; 0 where there are none. */
unsigned chapter_of(const char *file);
