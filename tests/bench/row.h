/* SPDX-License-Identifier: MIT */
/* Rows of what was measured, beside what is allowed. A row that fails stops no other, and is named at the end. */
#ifndef BENCH_ROW_H
#define BENCH_ROW_H

#include "run.h"

/* Where the commands run, and the file that takes what they print; both are absolute. */
struct place {
	const char *folder, *log;
};

/* What a row measures. */
struct measured {
	const char *what;
	const char *before;     /* a command that makes things ready each time, or NULL; its time does not count */
	const char *command;
	const char *until;      /* see run_command */
	double budget;          /* seconds, 0: none */
};

/* `seconds` by the clock and `processor` seconds beside the budget, which is the clock's; memory; how often it was measured; others' processors. */
void row_head(const char *table);
/* Measures three times and prints medians, and the most memory; what takes longer than half a minute is measured once. */
struct run row(const struct place *in, struct measured m);
/* The same of one that is measured by processor time, for each of `many` things that the command does. */
void row_processor(const struct place *in, struct measured m, unsigned many);
/* Runs what no row measures but others need. Where it fails that is a row that failed. */
bool row_needs(const struct place *in, const char *what, const char *command);
/* A figure that no clock has part in. No budget: 0. */
void row_value(const char *what, double value, const char *unit, double budget);

/* A row of another form that is over its budget, or that the last command could not give; the end of what that has said says why. */
void row_over(const char *what);
void row_failed(const struct place *in, const char *what);

/* Names on standard output what failed and what is over its budget: STATUS_OURS, STATUS_FAILED or STATUS_GOOD. */
int rows_end(void);

#endif
