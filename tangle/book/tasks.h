/* SPDX-License-Identifier: MIT */
/* Which answer and which skeletons belong to which exercise. */
#pragma once

#include "model.h"

/* The tasks of the book, once its names can be found. EXERCISES have to last as long as they. */
void find_tasks(const struct exercises *exercises);
/* And once its anchors can be found: each leads back to a place to read again. */
void check_tasks(void);
/* That place. */
const struct anchor *reread_of(const struct task *task);
