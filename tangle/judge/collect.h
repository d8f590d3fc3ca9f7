/* SPDX-License-Identifier: MIT */
/* The files of a submission, as they lie in a folder. */
#ifndef JUDGE_COLLECT_H
#define JUDGE_COLLECT_H

#include "image.h"

/* Copies the task's files from the folder into the sandbox. PASS; MISSING or REJECTED with the reason; INTERNAL.
 * ignored gets the other names that lie there. */
enum verdict collect_files(const struct sandbox *box, const struct judge_task *task, const char *folder,
			   struct text *reason, struct text *ignored);

/* Why what a learner has saved is no text that a compiler reads: "is saved as UTF-16, ..."; or NULL. */
const char *collect_no_text(const void *bytes, size_t size);

#endif
