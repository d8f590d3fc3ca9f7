/* SPDX-License-Identifier: MIT */
/* What comes from outside the chapters: transcripts, and figures that another program draws. */
#pragma once

#include "model.h"

extern const char *transcripts_dir, *figure_program;

void put_transcript(struct buf *b, const struct page *page, const struct prose *p);
void put_figure(struct buf *b, const struct page *page, const struct prose *p);
