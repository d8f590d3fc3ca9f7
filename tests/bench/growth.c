/* SPDX-License-Identifier: MIT */
/*
 * What each chapter adds: the book that ends with chapter 1, with chapter 2, and so on, each from clean, in processor seconds, and the
 * lines through these. The check is dear, and measured for the first, the middle and the last; what of it does not follow the
 * chapters, or needs some of them by name, runs once, for the last, and counts the same in each.
 */
#include "tables.h"

#include "figures.h"

#include "lib/arena.h"


#include <math.h>
#include <stdio.h>
#include <stdlib.h>

enum { TO_COME = 20, CHECK_NOW = 960, CHECK_AT = 7, CHECK_MORE = 80 };

static struct column {
	const char *name, *command;     /* of a tree that is clean; with the number of jobs */
	double goal;                    /* at twenty chapters */
	double *seconds;                /* of each prefix; NAN: not measured */
} columns[] = {
	{ "tangle", "build/bin/tangle -a build/growth $(grep -ls '^<<.*>>=' chapters/appendix-*.nw) chapters/[0-9][0-9]-*.nw #%d", 0, NULL },
	{ "chapter", "make -j%d chapter $(ls chapters | sed -n 's/^\\([0-9][0-9]\\)-.*/\\1/p' | tail -n 1)", 20, NULL },
	{ "html", "make -j%d html", 60, NULL },
	/* What a chapter makes longer, as far as it can be tried without the chapters that come after. */
	{ "check", "make -k -j%d lint steps kernels-checked && make -k check SUITES=\"$(cd tests && echo exercises/[0-9][0-9]-* boot/chapters boot/sabotage "
		   "boot/v86 book/html book/pdf book/epub)\"", 2400, NULL },
};
enum { TANGLE, CHAPTER, HTML, CHECK, COLUMNS };

/* What the last command has used, or NAN where it failed; a check that failed has been measured all the same. */
static double used(const struct book *b, int column, int last)
{
	char *command = lasting(columns[column].command, b->jobs);
	double tries[3];
	size_t n = 0, enough = column == TANGLE ? 3 : 1;
	struct run run = { .good = true };

	if (column != TANGLE)
		run = run_command(b->in.folder, "make clean", NULL, b->in.log);
	while (run.good && n < enough) {
		run = run_command(b->in.folder, command, NULL, b->in.log);
		tries[n++] = run.processor;
	}
	if (!run.good)
		row_failed(&b->in, lasting("%s of chapters 1 to %d", columns[column].name, last));
	return run.good || column == CHECK ? median(tries, n) : NAN;
}

static void prefix(const struct book *b, int last)
{
	char *ready = lasting("git reset -q --hard && sh tests/bench/prefix %02d && make clean && make -j%d build/bin/tangle", last, b->jobs);

	for (int c = 0; c < COLUMNS; c++)
		columns[c].seconds[last - 1] = NAN;
	if (row_needs(&b->in, lasting("the book that ends with chapter %d", last), ready)) {
		for (int c = 0; c < COLUMNS; c++)
			if (c != CHECK || last == 1 || last == b->chapters / 2 + 1 || last == b->chapters)
				columns[c].seconds[last - 1] = used(b, c, last);
		printf("chapters 1 to %-48d", last);
		for (int c = 0; c < COLUMNS; c++)
			printf(isnan(columns[c].seconds[last - 1]) ? "          -" : " %10.2f", columns[c].seconds[last - 1]);
		printf("\n");
	}
}

/* What is over its goal is so today: chapters to come are guessed by the line alone. */
static void lines(const struct book *b)
{
	double *chapters = alloc((size_t)b->chapters * sizeof *chapters);
	struct line l[COLUMNS];

	for (int n = 0; n < b->chapters; n++)
		chapters[n] = n + 1;
	printf("%-62s", "a chapter more, by the line through these");
	for (int c = 0; c < COLUMNS; c++) {
		l[c] = line_through(chapters, columns[c].seconds, (size_t)b->chapters);
		printf(" %10.2f", l[c].slope);
	}
	printf("\n");
	for (int c = CHAPTER; c < COLUMNS; c++)
		row_value(lasting("  %s, with %d chapters on that line", columns[c].name, TO_COME), l[c].at_0 + TO_COME * l[c].slope, "s", columns[c].goal);
	row_value("  the check, for each chapter more", l[CHECK].slope, "s", CHECK_MORE);
}

void table_growth(const struct book *b)
{
	struct run rest;

	printf("\n%-62s", "processor seconds from clean (check: what of it grows)");
	for (int c = 0; c < COLUMNS; c++) {
		columns[c].seconds = alloc((size_t)b->chapters * sizeof *columns[c].seconds);
		printf(" %10s", columns[c].name);
	}
	printf("\n");
	for (int last = 1; last <= b->chapters; last++)
		prefix(b, last);

	rest = run_command(b->in.folder, "make -k check", NULL, b->in.log);
	if (!rest.good)
		row_failed(&b->in, "make check");
	for (int n = 0; n < b->chapters; n++)
		columns[CHECK].seconds[n] += rest.processor;
	row_value("the rest of the check, which counts the same in each", rest.processor, "s", 0);
	row_value("make check from clean", columns[CHECK].seconds[b->chapters - 1], "s", CHECK_NOW + CHECK_MORE * (b->chapters - CHECK_AT));
	lines(b);

	row_head("of two idle processors");
	row(&b->in, (struct measured){ .what = "make check after a change", .before = a_word_more(b), .command = "make -k check", .budget = 90 });
}
