// SPDX-License-Identifier: MIT
// A sabotage breaks one mechanism on purpose: the experiment must notice.
#pragma once
#include "outcome.h"

// r->im is the sabotaged kernel, `healthy` the kernel it was made from; `breaks` is what an edit says of itself,
// "EXPERIMENT: OBSERVATION...". Every named observation must differ (or be absent), and the experiment must fail.
void sabotage_run(struct run *r, struct image *healthy, const char *breaks);
