/* SPDX-License-Identifier: MIT */
/* One command against the clock. */
#ifndef BENCH_RUN_H
#define BENCH_RUN_H

#include <stdbool.h>

struct run {
	bool good;              /* it ended with 0, and has printed what was waited for */
	double seconds;         /* until it had ended, or had printed that */
	double processor;       /* seconds of processor time, of all that it has started */
	double others;          /* how many processors were busy with something else meanwhile */
	double peak;            /* KiB: the most memory that one of its processes had */
};

/* From now on processes that lose their parent are this one's, so that run_command can count them too. */
void run_begin(void);

/* Runs a shell's command in this folder, with no standard input, until it and all that it has started have ended. What it prints goes
 * to the file `log`, an absolute path; with `until`, not NULL, its first line that holds this text stops the clock. */
struct run run_command(const char *folder, const char *command, const char *until, const char *log);

#endif
