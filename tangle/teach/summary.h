/* SPDX-License-Identifier: MIT */
/* What is made of all results in a folder: a summary for the teacher, a table, and a report for other programs. */
#ifndef GRADE_SUMMARY_H
#define GRADE_SUMMARY_H

#include "judge/machine.h"
#include "store.h"

/* All results of a folder, and the exercises that occur in them. */
struct results {
	unsigned count, exercise_count;
	struct results_row {
		const char *name; /* of the submission; points into json, or is the folder's where that cannot be read */
		cJSON *json;      /* or NULL */
	} *rows;
	struct results_exercise {
		const char *id, *number, *title;
		int points;
	} *exercises; /* in the order of the book */
};

/* An object's text, or "". */
const char *json_text(const cJSON *object, const char *name);
/* What a row says of an exercise; or NULL. */
const cJSON *results_of(const struct results_row *row, const char *id);

/* Writes summary.txt, summary.json, grades.csv and junit.xml; the first of them is printed, too, unless it is one of
 * many while others run. False: there is no result, or one that cannot be read. */
bool summary_write(struct store *store, bool print);

/* In export.c: what the last two hold. malloc'd. */
char *export_csv(const struct results *results);
char *export_junit(const struct results *results);

#endif
