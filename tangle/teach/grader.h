/* SPDX-License-Identifier: MIT */
/* What a teacher's verbs grade with. A result depends on the files, the seed and the grader, and on nothing else. */
#ifndef GRADE_GRADER_H
#define GRADE_GRADER_H

#include "whole.h"

struct grader {
	struct catalogue catalogue;
	char hash[65];            /* of all that a result depends on beside files and seed */
	enum sandbox_level level; /* of the compiler's lock-up on this machine */
	struct secret {
		u8 bytes[4096];
		u32 size;
	} secret;
};

/* Finds out all of it, and says what a teacher should know. secret: a file, or NULL. Ends the program where grading is not
 * possible, or not safe and weak, the word, is not "1". */
void grader_open(struct grader *grader, const char *secret, const char *weak);

/* Grades what lies at path, in a new folder in scratch. If old (or NULL) is what would come out, it is the answer. */
cJSON *grader_grade(const struct grader *grader, const char *path, const char *name, const char *scratch, cJSON *old);

#endif
