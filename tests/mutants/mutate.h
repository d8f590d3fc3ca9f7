/* SPDX-License-Identifier: MIT */
/* All small changes that can be made to a C text: the mistakes that a learner might make in it. */
#ifndef MUTANTS_MUTATE_H
#define MUTANTS_MUTATE_H

#include <stddef.h>
#include <stdio.h>

/* Constants of the headers that stand beside each other (PG_reserved, PG_buddy): one is easily taken for another. */
struct siblings {
	struct sibling {
		char *name;
		char *group;
	} *list;
	size_t count;
};

/* Of all headers in the folder and below it; siblings_add takes those of one text. */
void siblings_read(struct siblings *siblings, const char *folder);
void siblings_add(struct siblings *siblings, const char *file, const char *text);
void siblings_free(struct siblings *siblings);

struct mutant {
	/* "FILE:FUNCTION: WHAT", and " (2)" where WHAT can be done to the function a second time. It stays as
	 * it is while other functions, and other lines of this one, change. */
	char *name;
	size_t at, length; /* in the text: what is replaced */
	char *by;          /* with as many newlines: lines keep their numbers */
};

struct mutants {
	struct mutant *list;
	size_t count;
};

void mutants_make(struct mutants *mutants, const char *file, const char *text, const struct siblings *siblings);
void mutants_free(struct mutants *mutants);

/* The text with the change made; the caller frees it. */
char *mutant_text(const struct mutant *mutant, const char *text);
/* A unified diff from the text to the mutant's. */
void mutant_diff(FILE *out, const struct mutant *mutant, const char *path, const char *text);

#endif
