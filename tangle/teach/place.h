/* SPDX-License-Identifier: MIT */
/* Where in what was handed in the files of an exercise lie: people pack a folder around them, or their whole copy of the book. */
#ifndef GRADE_PLACE_H
#define GRADE_PLACE_H

#include "grade/catalogue.h"
#include "intake.h"

struct place {
	char folder[INTAKE_PATH_MOST + 1]; /* "work/01-boot"; empty: nowhere */
	size_t before;                     /* how many bytes of it come before NN-slug */
	const char *was;                   /* the id that the exercise had when its chapter was that one; NULL: its own */
};

/* Looks for it. Where others lie there that are not the same, the answer says so, malloc'd; else it is NULL. */
char *place_find(struct place *place, const struct intake *in, const struct entry *entry);

/* A file of that place; or NULL. */
const struct intake_file *place_file(const struct place *place, const struct intake *in, const char *name);

/* Is all that lies there as the book has it? */
bool place_untouched(const struct place *place, const struct intake *in, const struct entry *entry);

/* Is the file called like one of the exercise's, and neither in a folder of a chapter nor one of the book's own? */
bool place_missed(const char *path, const struct entry *entry);

#endif
