/* SPDX-License-Identifier: MIT */
#pragma once

#include "model.h"

void put_prose(struct buf *b, struct page *page, struct prose *p);
/* The text of P, its quoted code and its chunks as links if LINK. */
void put_inline(struct buf *b, const struct page *page, const struct prose *p, bool link);
