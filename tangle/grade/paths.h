/* SPDX-License-Identifier: MIT */
/*
 * Where things are. The learner's files lie in work/NN-slug/FILE, and the program's own state in work/.grade, by the
 * names that never change:
 *
 *     base/SLUG/FILE           the skeleton that a file began as, for `make update`
 *     base/SLUG/NAME.contract  the contract of that time
 *     base/SLUG/FILE.merging   the skeleton that an attempt to merge was about; and what the attempt is called
 *     base/SLUG/FILE.attempt
 *     base/SLUG/FILE.moved     what the file was when it was copied from the chapter that its exercise was in before
 *     results/SLUG/NAME.json   the last verdict
 *     hints/SLUG/NAME          how many hints were shown
 *     tmp/                     files that have no name yet
 *
 * An exercise that was in another chapter may have been begun there. Then that is its place, with files, bases and
 * contract, until `make update` has copied them: whatever a learner did last counts, and nothing is begun a second time.
 */
#ifndef GRADE_PATHS_H
#define GRADE_PATHS_H

#include "catalogue.h"

#define STATE "work/.grade"
#define BOOK  "build/exercises"

/* Looks where the exercise's place is, and notes it: its own if anything of it was begun there. Before this it has none. */
void work_locate(struct entry *entry);
/* Gives it its own place, whatever was begun. */
void work_settle(struct entry *entry);
/* Is its place that of a chapter it is no longer in? */
bool work_is_moved(const struct entry *entry);
/* The folder in work/ where it was before, if a file of it lies there; and the id that it had. malloc'd, or NULL. */
char *work_before(const struct entry *entry, const char **id);

/* Paths, malloc'd. */
char *work_path(const struct entry *entry, const char *file);
char *work_base(const struct entry *entry, const char *file);
char *work_state(const char *kind, const char *id, const char *ending);
char *book_skeleton(const struct entry *entry, const char *file);
char *book_answer(const struct entry *entry, const char *file);

#endif
