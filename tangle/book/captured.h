/* SPDX-License-Identifier: MIT */
/* What comes from outside the chapters: transcripts, and figures that another program draws. */
#pragma once

#include "model.h"

extern const char *transcripts_dir, *figure_program;

/* What the last boot of that chapter observed where the predicate held; in its absence a complaint about the claim P. */
const char *observed(const struct page *chapter, const char *experiment, const char *predicate, const struct prose *p);
void put_transcript(struct buf *b, const struct page *page, const struct prose *p);
void put_figure(struct buf *b, const struct page *page, const struct prose *p);
