/* SPDX-License-Identifier: MIT */
/*
 * Chapters are named by their slugs, in prose and in code: §paging. Here is how they get their numbers: from order.txt in the
 * chapters' folder, which lists those to come as well.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#define CHAPTER_SIGN "§"

/* Does the book that FILE belongs to have such a list? */
bool has_order(const char *file);

/* The length of the slug at the start of TEXT. */
size_t slug_length(const char *text);

/* The number of the chapter whose slug are the N bytes at SLUG, in the book that FILE belongs to; 0 where it has none. */
unsigned chapter_number(const char *file, const char *slug, size_t n);

/* TEXT of FILE, with the number for each §slug that has one. Allocated; or NULL where TEXT has no such thing. */
char *with_chapter_numbers(const char *file, const char *text);
