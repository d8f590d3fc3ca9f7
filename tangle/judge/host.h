/* SPDX-License-Identifier: MIT */
/* Transport 1: the learner's functions by themselves, on the bench. */
#ifndef JUDGE_HOST_H
#define JUDGE_HOST_H

#include "guest.h"
#include "image.h"
#include "transport.h"

/* Readies m to run image (kept by the caller) in a guest that has been started. False: our fault, m->report.cause says which. */
bool host_open(struct machine *m, const struct image *image, struct guest *guest);

/* How often its memory has been made anew. */
u32 host_resets(const struct machine *m);
/* For a debugger: fresh is told of each reset and its number, and nobody looks at the clock. */
void host_debug(struct machine *m, void (*fresh)(u32 number));
#endif
