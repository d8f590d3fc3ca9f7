/* SPDX-License-Identifier: MIT */
/* Transport 2: a kernel with the learner's file in it, in QEMU, judged from outside. */
#ifndef JUDGE_KERNEL_H
#define JUDGE_KERNEL_H

#include "image.h"
#include "transport.h"

/* Readies m to run the image's kernel (kept by the caller), each case in a machine of its own. False: our fault,
 * m->report.cause says which. */
bool kernel_open(struct machine *m, const struct image *image);

#endif
