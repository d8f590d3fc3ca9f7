/* SPDX-License-Identifier: MIT */
/* What make bench measures, a table each. */
#ifndef BENCH_TABLES_H
#define BENCH_TABLES_H

#include "row.h"

/* A copy of the sources, in which all is measured: nothing here touches the user's own tree. */
struct book {
	struct place in;
	const char *linux_i386;         /* the Linux of make linux-i386, or NULL */
	int jobs, chapters;             /* how many make at once; the number of the last chapter */
	const char *middle;             /* the file of the chapter in the middle, which is changed */
};

void table_boot(const struct book *b);          /* building and booting */
void table_book(const struct book *b);          /* pages, PDF, EPUB */
void table_costs(const struct book *b);         /* sizes, and what the kernel does in instructions */
void table_grade(const struct book *b);         /* a learner, a class */
void table_growth(const struct book *b);        /* what each chapter adds, to twenty of them; and the check */

/* The command that writes a word more at the top of the chapter in the middle. It moves each line of it. */
const char *a_word_more(const struct book *b);

#endif
