/* SPDX-License-Identifier: MIT */
/* The exercises of the book, as tangle wrote them into catalogue.json: numbers, contracts, and what the judge needs to know. */
#ifndef GRADE_CATALOGUE_H
#define GRADE_CATALOGUE_H

#include "judge/judge.h"

enum { HINTS = 3 };

/* Lists end with NULL. */
struct entry {
	const char *number;       /* "3.2": for display and input only */
	const char *folder;       /* "03-paging" */
	const char *chapter;      /* "paging" */
	const char *name;         /* "walk" */
	const char *id;           /* "paging/walk": what it is called for ever */
	const char *title;
	const char *reread;       /* "#paging-walk": a place in the chapter */
	const char *replaces;     /* the kernel's file that files[0] can stand for; or NULL */
	const char *hints[HINTS];
	const char *contract;     /* SHA-256, in hex, of what a learner has to keep to */
	const char *const *needs; /* ids of the exercises that must pass first */
	const char *const *files; /* what the learner edits */
	const char *const *skeletons; /* for each of them SHA-256, in hex, of what it is before anything is written */
	const char *const *accepts; /* earlier contracts that still hold */
	const char *const *was;   /* ids that it had before */
	char *work;               /* the folder of a learner's files of it, "work/03-paging"; and the id that they were begun under */
	const char *begun;        /* (paths.h) */
	u32 points, stars;
	bool kernel_tier;
	struct judge_task task;
};

struct catalogue {
	u32 count;
	struct entry *entries; /* in the order of the book */
};

/* Reads directory (build/exercises). NULL, or what is wrong with it; the text and the entries stay for good. */
const char *catalogue_load(struct catalogue *catalogue, const char *directory);

/* By number, by slug/name, or by a name that only one has; or by what one was called before. Or NULL. */
struct entry *catalogue_find(const struct catalogue *catalogue, const char *word);

/* The tests of an exercise, or NULL: build/grade/tests.c, generated from the list of tests/exercises. */
const struct exercise *tests_of(const char *id);

#endif
