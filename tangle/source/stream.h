/* SPDX-License-Identifier: MIT */
/*
 * noweb's pipeline stream, read whole into memory: a list of lines `@keyword argument`,
 * and over it a list of chunks. Every small filter in this directory works on it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum keyword { KW_OTHER, KW_FILE, KW_BEGIN, KW_END, KW_DEFN, KW_TEXT, KW_USE, KW_NL, KW_QUOTE, KW_ENDQUOTE };

/* One line of the stream, and the place in the .nw file it came from. */
struct event {
	const char *raw; /* the whole line, without its newline */
	enum keyword keyword;
	const char *arg; /* what follows "@keyword "; "" if nothing does */
	const char *file;
	unsigned line;
	size_t name; /* of a @use, after stream_number_names: what it uses */
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
	size_t number; /* code only, after stream_number_names: its name's */
};

struct stream {
	char *buffer;
	struct event *event;
	size_t events;
	struct chunk *chunk;
	size_t chunks;
	const char **name; /* every name that is defined or used, by its number */
	size_t names;
	char **made; /* lines that are not as they came */
	size_t made_count;
	const char *fatal; /* an earlier stage's @fatal line, or NULL */
};

/* Read all of `in`. Out of memory or a stream that no noweb wrote ends the program with status 3. */
void stream_read(struct stream *s, FILE *in, const char *program);
void stream_free(struct stream *s);

/* Give every name that a chunk defines or uses a number, from 0 on, in the order in which they come. */
void stream_number_names(struct stream *s);

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
bool ends_with(const char *name, const char *suffix);

/* The two digits that begin the file's own name, as a number; 0 where there are none. */
unsigned chapter_of(const char *file);

/* Flush standard output; the status to leave main with (3 where the output could not be written). */
int stream_finish(const char *program, int status);
