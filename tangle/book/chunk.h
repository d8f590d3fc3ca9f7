/* SPDX-License-Identifier: MIT */
/* What a page shows of a chunk, and of its relations to others. */
#pragma once

#include "model.h"

void put_chunk(struct buf *b, struct part *part);
/* Empty chunks that follow each other on a page: one sentence says what holds for all. */
void put_joints(struct buf *b, struct part *const *joints, size_t n);
/*
 * " 1.2, 3.4", seen from the answer box FROM or from none. Where MORE is a link, a long list is cut
 * and ends with it.
 */
void put_numbers(struct buf *b, const parts_t *parts, const struct prose *from, const char *more);
