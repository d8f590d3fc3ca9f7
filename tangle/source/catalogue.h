/* SPDX-License-Identifier: MIT */
#pragma once

#include "exercise.h"
#include "lib/text.h"

/*
 * The exercises as JSON, for those who read no chapter: an array in the order of the book, an object a line. What is words
 * in a description is a list there (files, needs, was...), as are hints and accepts; points and stars are numbers.
 */
void catalogue_write(struct buf *b, const struct exercises *exercises);
