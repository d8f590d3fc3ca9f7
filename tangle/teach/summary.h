/* SPDX-License-Identifier: MIT */
/* What is made of all results in a folder: a summary for the teacher, a table, and a report for other programs. */
#ifndef GRADE_SUMMARY_H
#define GRADE_SUMMARY_H

#include "store.h"

#include <stdbool.h>

/* Writes summary.txt, summary.json, grades.csv and junit.xml; the first of them is printed, too, unless it is one of
 * many while others run. False: there is no result, or one that cannot be read. */
bool summary_write(struct store *store, bool print);

#endif
