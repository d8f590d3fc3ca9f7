/* SPDX-License-Identifier: MIT */
/* All results as a table for a spreadsheet (CSV), and as a report for programs that know JUnit's XML. malloc'd. */
#ifndef TEACH_EXPORT_H
#define TEACH_EXPORT_H

#include "results.h"

char *export_csv(const struct results *results);
char *export_junit(const struct results *results);

#endif
