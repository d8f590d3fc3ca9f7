/* SPDX-License-Identifier: MIT */
/* The result of a submission, in Gradescope's format. */
#ifndef TEACH_GRADESCOPE_H
#define TEACH_GRADESCOPE_H

#include "part.h"

/* Once every exercise has its verdict. The submission's own, and why nothing of it could be graded; or an empty reason. */
cJSON *gradescope_json(struct whole *w, const char *verdict, const char *reason);

#endif
