/* SPDX-License-Identifier: MIT */
/* Verdicts, in words. */
#ifndef GRADE_REPORT_H
#define GRADE_REPORT_H

#include "grading.h"

/* A line of the table, and under it why it did not pass. */
void report_row(const struct result *result);
/* The verdict as a word in its colour, in so many columns; 0: as many as it takes. */
void report_verdict(enum verdict verdict, int columns);
/* Every case; the first that did not pass with all that is known of it. Then what to read, and what to do. */
void report_whole(const struct result *result, u64 seed);
/* What a judge that is weaker than it could be means; once. */
void report_level(const struct grading *grading);
/* The chapter's page and a place in it, and how to make the page where it is not there. malloc'd. */
char *report_place(const struct entry *entry, const char *place);

#endif
