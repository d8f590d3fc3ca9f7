/* SPDX-License-Identifier: MIT */
/* Of the prose we understand headings, fences, divs and our own directives; the rest is pandoc's. */
#pragma once

#include "model.h"

/* The lines of PAGE come now, in their order; between them its chunks. */
void docs_begin(struct page *page);
void docs_line(const struct line *line);
/* The innermost answer box that is open: a chunk that comes stands in it. */
const struct prose *docs_before_chunk(void);
/* No more of PAGE. */
void docs_end(void);
