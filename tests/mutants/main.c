/* SPDX-License-Identifier: MIT */
/*
 * mutants [EXERCISE...]: tries every mutant of the answers to these exercises (3.2, paging/walk, walk), or to all.
 * mutants --scores FILE does so for all and writes the scores to FILE. Ends with 0 where none survives and the lists of equivalents are right, 1 where not, 2 for a wrong command line, 3 for trouble.
 */
#include "hunt.h"
#include "grade/catalogue.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static char *format(const char *format, ...) __attribute__((format(printf, 1, 2)));

static char *format(const char *format, ...)
{
	char *text;
	va_list args;

	va_start(args, format);
	if (vasprintf(&text, format, args) < 0)
		abort();
	va_end(args);
	return text;
}

static FILE *scores; /* or NULL */

/* The exit status. */
static int hunt_in(const struct entry *e)
{
	long processors = sysconf(_SC_NPROCESSORS_ONLN);
	struct hunt h = {
		.task = &e->task, .answer = format("build/exercises/answers/%s", e->folder),
		.tests = format("tests/exercises/%s/%s.c", e->folder, e->name),
		.equivalents = format("tests/exercises/%s/%s/equivalent.txt", e->folder, e->name),
		.processes = processors > 1 ? 2 : 1, .progress = isatty(2),
	};
	struct hunted result;
	const char *trouble = hunt(&h, &result);

	if (trouble) {
		fprintf(stderr, "mutants: %s: %s\n", e->id, trouble);
		return 3;
	}
	hunt_print(stdout, &h, &result);
	if (scores)
		hunt_print(scores, &h, &result);
	fputs(result.report, stdout);
	fflush(stdout);
	free(result.report);
	return !result.good;
}

int main(int count, char **words)
{
	struct catalogue catalogue;
	const char *trouble = catalogue_load(&catalogue, "build/exercises");
	int status = 0, one;
	char *temporary = NULL;

	if (trouble) {
		fprintf(stderr, "mutants: %s\n", trouble);
		return 3;
	}
	if (count == 3 && strcmp(words[1], "--scores") == 0) {
		temporary = format("%s.tmp", words[2]);
		if (!(scores = fopen(temporary, "we"))) {
			perror(temporary);
			return 3;
		}
		count = 1;
	}
	for (u32 i = 0; count < 2 && i < catalogue.count; i++)
		status = (one = hunt_in(&catalogue.entries[i])) > status ? one : status;
	if (scores && (fclose(scores) != 0 || rename(temporary, words[2]) < 0)) {
		perror(words[2]);
		return 3;
	}
	for (int i = 1; i < count; i++) {
		const struct entry *e = catalogue_find(&catalogue, words[i]);

		if (!e) {
			fprintf(stderr, "mutants: there is no exercise `%s`; build/exercises/catalogue.json lists them\n", words[i]);
			return 2;
		}
		status = (one = hunt_in(e)) > status ? one : status;
	}
	return status;
}
