/* SPDX-License-Identifier: MIT */
/* What many have got wrong in the same way. */
#ifndef TEACH_MISTAKES_H
#define TEACH_MISTAKES_H

#include "results.h"

/* The mistakes, the commonest first: a mistake is the same where exercise, case and cause are. */
cJSON *mistakes_of(const struct results *results);

#endif
