/* SPDX-License-Identifier: MIT */
#pragma once

#include "stream.h"

/*
 * Report what the book's rules refuse: undefined, unused and cyclic chunks in any prefix of the chapters, names that are
 * nearly the same, and what style and workbook find.
 */
void lint(const struct stream *s);
