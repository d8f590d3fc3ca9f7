/* SPDX-License-Identifier: MIT */
/* All results of a folder, and the exercises that occur in them. */
#ifndef TEACH_RESULTS_H
#define TEACH_RESULTS_H

#include "judge/machine.h"
#include "store.h"

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

void results_read(struct results *results, const struct store *store);
/* False: there was none, or one that could not be read. */
bool results_free(struct results *results);

/* What a row says of all exercises; or NULL. */
const cJSON *results_exercises(const struct results_row *row);
/* What a row says of an exercise; or NULL. */
const cJSON *results_of(const struct results_row *row, const char *id);
/* Is that an exercise of which the skeleton was handed in? */
bool results_untouched(const cJSON *exercise);

#endif
