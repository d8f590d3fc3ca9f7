/* SPDX-License-Identifier: MIT */
/* A class of thirty for the suites: what they hand in, made from the exercises' own answers and mistakes, and
 * what a grader must say to each. */
#ifndef GRADE_CLASS_H
#define GRADE_CLASS_H

#include "grade/catalogue.h"

enum { PUPILS = 30, SAYS = 8 };

struct pupil {
	char *name;            /* in the folder */
	const char *kind;      /* for messages */
	const char *verdict;   /* of the whole submission */
	int score;             /* -1: it has none; -2: some, but not all */
	bool attack;           /* the summary must list it */
	char *says[SAYS];      /* texts that its result must hold, as JSON has them */
};

/* Makes folder and all that they hand in. */
void class_make(struct pupil class[PUPILS], const char *folder, const struct catalogue *catalogue);
/* Whether the exercise is one of those that ada has answered, and ivan handed in as he got it. */
bool class_hands_in(const char *id);

/* As printf, into new memory. */
char *text(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The whole file and a NUL; ends the test where it cannot be read. */
char *read_whole(const char *path);
void write_whole(const char *path, const char *bytes, size_t size);

#endif
