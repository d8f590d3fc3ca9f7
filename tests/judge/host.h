/* SPDX-License-Identifier: MIT */
/* Transport 1: the learner's functions in a locked-up process of their own. */
#ifndef JUDGE_HOST_H
#define JUDGE_HOST_H

#include "pipeline.h"
#include "transport.h"

/* Readies m to run image (kept by the caller) in copies of the program worker. False: our fault, m->report.cause says which. */
bool host_open(struct machine *m, const struct image *image, const char *worker);
#endif
