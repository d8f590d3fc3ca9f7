/* SPDX-License-Identifier: MIT */
/*
 * THE reader of an exercise's description: a chunk of lines `field: text`, where a line that begins with white space
 * continues the one before. What a description must hold besides, workbook.c asks.
 */
#pragma once

#include "stream.h"

struct field {
	const char *name; /* "title", "points"...; NULL where there is no such field */
	char *text;       /* its words, single blanks between them, continuations too */
	unsigned line;
};

struct exercise {
	const struct chunk *chunk; /* the description */
	char *folder;              /* "03-paging": the chapter's file */
	char *id;                  /* "paging/walk" */
	char *number;              /* "3.2": the second of chapter 3 */
	struct field *field;
	size_t fields;
};

struct exercises {
	struct exercise *at; /* in the order of the book */
	size_t count;
};

/* All that S describes. What is no line of a description is reported, and left out. */
struct exercises exercises_read(const struct stream *s);
void exercises_free(struct exercises *exercises);

/* Is this chunk an exercise's description, exercises/NN-slug/NAME.exercise? */
bool is_description(const char *name);

/* The first field of that name, or NULL; its text, "" where there is none. */
const struct field *exercise_field(const struct exercise *ex, const char *name);
const char *exercise_text(const struct exercise *ex, const char *name);

/* Every word of a text, one a call; the caller keeps *NEXT, which is the text at first, and frees the word. */
char *next_word(const char **next);
