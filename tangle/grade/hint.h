/* SPDX-License-Identifier: MIT */
/* The hints to an exercise, one more each time. */
#ifndef GRADE_HINT_H
#define GRADE_HINT_H

#include "catalogue.h"

/* How many the learner has seen, whatever it was called then. */
u32 hints_shown(const struct entry *entry);

#endif
