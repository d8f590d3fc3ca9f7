/* SPDX-License-Identifier: MIT */
/* Whether this machine can judge at all. */
#ifndef GRADE_TRIAL_H
#define GRADE_TRIAL_H

#include "grade/catalogue.h"

/* Judges what is known to be right, on each tier that the book has. NULL, or what came of it (malloc'd). */
char *trial_judge(const struct catalogue *catalogue, enum sandbox_level level);

#endif
