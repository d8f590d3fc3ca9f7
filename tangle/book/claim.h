/* SPDX-License-Identifier: MIT */
/* A claim of the articles that the book began with: what it says, what has tried it, and the verdict that follows. */
#pragma once

#include "model.h"

void put_claim(struct buf *b, const struct prose *p);
