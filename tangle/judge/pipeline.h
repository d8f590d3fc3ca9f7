/* SPDX-License-Identifier: MIT */
/* From a folder of a learner's files to an image that can run: compile, audit, link. */
#ifndef JUDGE_PIPELINE_H
#define JUDGE_PIPELINE_H

#include "image.h"
#include "refusal.h"

/* Makes the image of the files that were collected (collect.h). log: what the compiler said (malloc'd, or NULL). */
enum verdict pipeline_build(const struct sandbox *box, const struct judge_task *task, struct image *image,
			    struct refused *refused, char **log);

#endif
