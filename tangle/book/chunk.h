/* SPDX-License-Identifier: MIT */
/* What a page shows of a chunk, and of its relations to others. */
#pragma once

#include "model.h"

void put_chunk(struct buf *b, struct part *part);
/*
 * " 1.2, 3.4", seen from the answer box FROM or from none. Where MORE is a link, a long list is cut
 * and ends with it.
 */
void put_numbers(struct buf *b, const parts_t *parts, const struct prose *from, const char *more);
