/* SPDX-License-Identifier: MIT */
/* A claim of the articles that the book began with: what it says, what has tried it, and the verdict that follows. */
#pragma once

#include "model.h"

void put_claim(struct buf *b, const struct prose *p);
/* How many of a page's claims are decided, half decided and still to come, and which. */
void put_claims(struct buf *b, const struct page *page);
