/* SPDX-License-Identifier: MIT */
/* The book's fixed words, in the book's language: lines `key = text`. */
#pragma once

#include "lib/text.h"

void read_words(const char *path);
/* The word of that key; dies where there is none. */
const char *word(const char *key);
/* All of them, as attributes. */
void put_words(struct buf *b);
