/* SPDX-License-Identifier: MIT */
/* Grading several exercises, as many at once as there are processors. */
#ifndef GRADE_GRADING_H
#define GRADE_GRADING_H

#include "files.h"
#include "result.h"

struct grading {
	bool hurry; /* only whether they pass: nothing is explained, and nothing kept */
	u64 seed;
	u32 count;
	struct grading_item {
		const struct entry *entry;
		bool asked;       /* else only another one needs it */
		struct result result;
		struct bytes graded; /* files[0], exactly as it was graded; no data where it could not be taken */
		char *snapshot;   /* the folder where all files are, while it is graded */
		int state, pipe, child;
		struct bytes heard;
	} *items;             /* in the order of the book */
	char *scratch;
};

/* The exercises that `want` says yes to, and those that they need. */
void grading_choose(struct grading *grading, const struct catalogue *catalogue, bool (*want)(const struct entry *entry, const void *context),
		    const void *context);
/* Grades them, keeps the results, and calls done for each, in the order of the book. Returns 0, or the signal that
 * stopped it: then no process is left, and nothing half done is kept. */
int grading_run(struct grading *grading, void (*done)(const struct grading_item *item));
/* Frees it all. */
void grading_close(struct grading *grading);

/* SEED= as it was typed (16 hex digits at most), or a new one where that is NULL. */
u64 grading_seed(const char *word);
/* How the program ends: passed, failed, nothing gradable, or our fault; of what was asked for. */
int grading_status(const struct grading *grading);
/* Ends the program as the signal would have, after saying so. */
_Noreturn void grading_stopped(int signal);

#endif
