/* SPDX-License-Identifier: MIT */
/* What a page shows of an exercise. */
#pragma once

#include "model.h"

void put_exercise(struct buf *b, const struct task *task);
void put_hints(struct buf *b, const struct task *task);
void put_exercise_table(struct buf *b);
