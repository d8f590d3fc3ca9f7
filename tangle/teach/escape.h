/* SPDX-License-Identifier: MIT */
/* Texts that come from learners, made fit for where they are written. For JSON, clean() of the judge and cJSON do. */
#ifndef GRADE_ESCAPE_H
#define GRADE_ESCAPE_H

#include <stdio.h>

/* clean(), and no line ends or tabs. In place. */
void one_line(char *text);

/* A cell, and the comma or line end behind it. No spreadsheet takes it for a formula. */
void csv_cell(FILE *f, const char *text, char after);

/* The text of an element or attribute. What XML 1.0 cannot hold becomes '?'. */
void xml_text(FILE *f, const char *text);

/* name as the name of a file in a folder that has files of its own: one name, one file. Freed by the caller. */
char *file_name(const char *name, const char *const *taken);

#endif
