/* SPDX-License-Identifier: MIT */
/* The indexes at the back. */
#pragma once

#include "model.h"

void put_chunk_index(struct buf *b);
/* PAGE of the identifier index. */
void put_identifier_index(struct buf *b, int page, const char *title);
