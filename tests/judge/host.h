/* SPDX-License-Identifier: MIT */
/* Transport 1: the learner's functions in a locked-up process of their own. */
#ifndef JUDGE_HOST_H
#define JUDGE_HOST_H

#include "pipeline.h"
#include "transport.h"

/* Readies m to run image (kept by the caller) in copies of the program worker. False: our fault, m->report.cause says which. */
bool host_open(struct machine *m, const struct image *image, const char *worker);

/* How many copies of the worker there have been. */
u32 host_copies(const struct machine *m);
/* For a debugger: started is told of each copy before its first call, and its number; nobody looks at the clock.
 * Only a worker that is built for it lets itself be debugged. */
void host_debug(struct machine *m, void (*started)(int pid, u32 number));
#endif
