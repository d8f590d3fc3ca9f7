/* SPDX-License-Identifier: MIT */
/* Exercises that a learner began in another chapter than the book has them in now (paths.h). */
#ifndef GRADE_MOVED_H
#define GRADE_MOVED_H

#include "catalogue.h"

/* Says that it is graded where it was, or that what lies there is not looked at; nothing where there is nothing to say. */
void moved_tell(const struct entry *entry);
/* Copies its files, their bases and its contract from there to its own place, which it has then, and says so. Nothing is taken
 * away from there. False: it cannot be, and is as it was. */
bool moved_copy(struct entry *entry);

#endif
