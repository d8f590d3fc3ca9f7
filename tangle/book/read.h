/* SPDX-License-Identifier: MIT */
#pragma once

#include "source/stream.h"

/* The chapters' chunks and prose become pages. S has to last as long as they. */
void read_pages(const struct stream *s);
