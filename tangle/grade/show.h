/* SPDX-License-Identifier: MIT */
/* What a learner reads: paragraphs of at most 80 columns, in colour where standard output is a terminal. */
#ifndef GRADE_SHOW_H
#define GRADE_SHOW_H

enum ink { PLAIN, BOLD, GOOD, BAD, WARN };

/* Looks once whether there are to be colours: not without a terminal, and not with NO_COLOR. */
void show_open(void);
/* What switches a colour on; "" without colours. PLAIN ends each. */
const char *ink(enum ink ink);

/* Prints a paragraph, broken at blanks. Its first line begins `first` columns in (below 0: so many are printed
 * already), the others `rest`. Lines that
 * the text breaks itself, and words that are longer than a line, stay as they are. */
void say(int first, int rest, const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Columns that a text takes. */
int width_of(const char *text);
/* Prints the text and blanks up to so many columns; cuts what is longer. */
void pad(const char *text, int columns);

#endif
