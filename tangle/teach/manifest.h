/* SPDX-License-Identifier: MIT */
/* manifest.json of a submission (grade/submission.h). It says what to expect, and proves nothing. */
#ifndef TEACH_MANIFEST_H
#define TEACH_MANIFEST_H

#include "part.h"

/* Finds it and reads it into w->manifest. The format of one that this grader does not read; else 0. */
int manifest_read(struct whole *w);
/* What it says of an exercise, by one of the ids that this had; or NULL. */
const cJSON *manifest_exercise(const struct whole *w, const struct entry *entry);
/* Notes the exercises that it lists and this book has not: how many. */
u32 manifest_note_unknown(struct whole *w);
/* Notes the files that are not those that it speaks of. */
void manifest_note_changed(struct whole *w);

#endif
