/* SPDX-License-Identifier: MIT */
/* What a kernel runs, and whether its code is as it was linked. */
#ifndef JUDGE_WATCH_H
#define JUDGE_WATCH_H

#include "held.h"

/* Before it is started: k->strange will say where it has run what was not linked as an instruction. */
void watch_begin(struct kernel *k);
/* Whether code is as it was linked, and where. */
bool watch_unharmed(struct kernel *k);

#endif
