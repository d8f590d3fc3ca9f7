/* SPDX-License-Identifier: MIT */
#include "row.h"

#include "figures.h"

#include "lib/fail.h"
#include "lib/file.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TRIES = 3, LONG = 30, LAST_LINES = 12 };

static struct buf failed, over;

static void name(struct buf *names, const char *what)
{
	buf_printf(names, "%s%s", names->len ? "; " : "", what);
}

void row_over(const char *what)
{
	name(&over, what);
}

void row_failed(const struct place *in, const char *what)
{
	size_t n = 0, lines = 0;
	char *said = read_file(in->log, &n);

	name(&failed, what);
	printf("%-62s FAILED; the last that was said:\n", what);
	while (n && (said[n - 1] != '\n' || lines++ <= LAST_LINES))
		n--;
	if (said)
		fputs(said + n, stdout);
	fflush(stdout);
	free(said);
}

void row_head(const char *table)
{
	printf("\n%-62s %9s %10s %9s %8s %6s %7s\n", table, "seconds", "processor", "MiB", "budget", "tries", "others");
}

/* The median of each figure, the most memory; tries: 0 where it failed. */
static struct run measure(const struct place *in, const struct measured *m, size_t *tries)
{
	double seconds[TRIES], processor[TRIES], others[TRIES];
	struct run run = { 0 };
	double peak = 0;

	for (*tries = 0; *tries < TRIES && (*tries == 0 || seconds[0] < LONG); ++*tries) {
		if (m->before && !(run = run_command(in->folder, m->before, NULL, in->log)).good)
			break;
		if (!(run = run_command(in->folder, m->command, m->until, in->log)).good)
			break;
		seconds[*tries] = run.seconds;
		processor[*tries] = run.processor;
		others[*tries] = run.others;
		if (run.peak > peak)
			peak = run.peak;
	}
	if (!run.good) {
		*tries = 0;
		row_failed(in, m->what);
		return run;
	}
	return (struct run){ .good = true, .seconds = median(seconds, *tries), .processor = median(processor, *tries),
			     .others = median(others, *tries), .peak = peak };
}

static void print(const char *what, const struct run *run, double value, double budget, size_t tries)
{
	char *allowed = budget ? format("%.1f", budget) : xstrdup("-");

	printf("%-62s %9.2f %10.2f %9.0f %8s %6zu %7.2f%s\n", what, run->seconds, run->processor, run->peak / 1024, allowed, tries,
	       run->others, budget && value > budget ? "  OVER" : "");
	fflush(stdout);
	if (budget && value > budget)
		row_over(what);
	free(allowed);
}

struct run row(const struct place *in, struct measured m)
{
	size_t tries;
	struct run run = measure(in, &m, &tries);

	if (run.good)
		print(m.what, &run, run.seconds, m.budget, tries);
	return run;
}

void row_processor(const struct place *in, struct measured m, unsigned many)
{
	size_t tries;
	struct run run = measure(in, &m, &tries);

	run.seconds /= many;
	run.processor /= many;
	if (run.good)
		print(m.what, &run, run.processor, m.budget, tries);
}

bool row_needs(const struct place *in, const char *what, const char *command)
{
	bool good = run_command(in->folder, command, NULL, in->log).good;

	if (!good)
		row_failed(in, what);
	return good;
}

void row_value(const char *what, double value, const char *unit, double budget)
{
	char *allowed = budget ? format("%.0f %s", budget, unit) : xstrdup("-");
	bool is_over = budget && value > budget;

	printf("%-62s %9.0f %-10s %18s%s\n", what, value, unit, allowed, is_over ? "  OVER" : "");
	fflush(stdout);
	if (is_over)
		row_over(what);
	free(allowed);
}

int rows_end(void)
{
	if (over.len)
		printf("\nover budget: %s\n", over.s);
	if (failed.len)
		printf("\nfailed: %s\n", failed.s);
	return failed.len ? STATUS_OURS : over.len ? STATUS_FAILED : STATUS_GOOD;
}
