/* SPDX-License-Identifier: MIT */
/* A whole submission, all exercises of the book: from what was handed in to one result. */
#ifndef GRADE_WHOLE_H
#define GRADE_WHOLE_H

#include "grade/catalogue.h"
#include "intake.h"

struct whole_options {
	const char *name;         /* what the submission is called */
	const char *grader;       /* a hash of all that a result depends on beside files and seed */
	const char *scratch;      /* a folder to work in */
	u64 seed;
	enum sandbox_level level; /* the strongest to try */
};

/* Gradescope's results.json. A result that is not to be taken for a number has no score: where our own machine
 * failed, and where an exercise was handed in under a contract that the book does not know. */
cJSON *whole_grade(const struct catalogue *catalogue, const struct intake *in, const struct whole_options *options);

/* The same, where nothing can be graded because of us. */
cJSON *whole_internal(const struct catalogue *catalogue, const struct whole_options *options, const char *reason);

/* Of a result: "graded", "rejected", "not gradable" or "internal". */
const char *whole_verdict(const cJSON *result);
/* Its extra_data's text of that name; or "". */
const char *whole_text(const cJSON *result, const char *name);

#endif
