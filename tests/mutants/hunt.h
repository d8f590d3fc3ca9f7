/* SPDX-License-Identifier: MIT */
/* Gives the mutants of an exercise's answer to the judge. A mutant that passes is a mistake the tests do not see. */
#ifndef MUTANTS_HUNT_H
#define MUTANTS_HUNT_H

#include "judge/judge.h"

#include <stdio.h>

struct hunt {
	const struct judge_task *task;
	const char *answer;      /* the folder of the book's answer */
	const char *tests;       /* the file of the exercise's tests, for messages and for the draw */
	/* Mutants that nobody can tell from the answer: a name as this program prints it at the start of a line, and
	 * its reason on the lines below, which begin with white space. The file need not be there. */
	const char *equivalents;
	u32 sample;              /* how many to try, drawn by the hash of tests and answer; 0: all */
	u32 processes;
	bool progress;           /* says on standard error how far it is */
};

struct hunted {
	u32 made, tried;
	u32 killed, survived, equivalent;
	u32 no_code, same_code, twins; /* tried and skipped: rejected before they ran, the answer's machine code, an earlier mutant's */
	u64 seed;                /* of the draw */
	bool good;               /* none survived, and the list of equivalents is right */
	char *report;            /* else what is wrong, for the author; the caller frees it */
};

/* NULL, or what kept it from hunting. */
const char *hunt(const struct hunt *h, struct hunted *result);

/* One line. */
void hunt_print(FILE *out, const struct hunt *h, const struct hunted *result);

#endif
