/* SPDX-License-Identifier: MIT */
/* The learner's object as a program of the bench. */
#ifndef JUDGE_PROGRAM_H
#define JUDGE_PROGRAM_H

#include "image.h"
#include "refusal.h"

/* Links kept.o, which has been audited, into image->bytes. */
enum verdict program_link(const struct sandbox *box, const struct judge_task *task, struct image *image, struct refused *refused, struct sandboxed *run);

#endif
