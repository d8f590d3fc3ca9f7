/* SPDX-License-Identifier: MIT */
/* The indexes at the back. */
#pragma once

#include "model.h"

/* PAGE of each (letters.h). */
void put_chunk_index(struct buf *b, int page, const char *title);
void put_identifier_index(struct buf *b, int page, const char *title);
