/* SPDX-License-Identifier: MIT */
#include "tables.h"

#include "lib/arena.h"
#include "lib/file.h"
#include "lib/text.h"

#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PUPILS = 4 }; /* of each kind */

static const char *word(const cJSON *exercise, const char *field)
{
	const char *value = cJSON_GetStringValue(cJSON_GetObjectItem(exercise, field));

	return value ? value : "";
}

/* The catalogue of the exercises, as make has built it in the copy; or NULL. */
static cJSON *catalogue(const struct book *b)
{
	char *path = lasting("%s/build/exercises/catalogue.json", b->in.folder);
	size_t n;
	char *text = keep(read_file(path, &n));
	cJSON *exercises = text ? cJSON_Parse(text) : NULL;

	return exercises;
}

/* Which takes longest is looked for once, and that one is measured. */
static void slowest(const struct book *b, const cJSON *exercises)
{
	const cJSON *exercise;
	const char *which = NULL;
	double most = 0;

	cJSON_ArrayForEach(exercise, exercises) {
		char *command = lasting("make grade EX=%s", word(exercise, "id"));
		struct run run = run_command(b->in.folder, command, NULL, b->in.log);

		if (!run.good)
			row_failed(&b->in, command);
		else if (run.seconds > most)
			most = run.seconds, which = word(exercise, "id");
	}
	if (which)
		row(&b->in, (struct measured){ .what = lasting("grading one exercise, the slowest (%s)", which),
					       .command = lasting("make grade EX=%s", which), .budget = 2 });
}

/* A submission with all exercises of this tier. */
static unsigned submission(const struct book *b, const cJSON *exercises, const char *tier)
{
	struct buf copy = { 0 };
	const cJSON *exercise, *file;
	unsigned count = 0;

	buf_printf(&copy, "set -e; rm -rf %s-class; ", tier);
	cJSON_ArrayForEach(exercise, exercises) {
		if (strcmp(word(exercise, "tier"), tier) != 0)
			continue;
		count++;
		cJSON_ArrayForEach(file, cJSON_GetObjectItem(exercise, "files"))
			buf_printf(&copy, "mkdir -p %s-class/one/%s; cp build/exercises/answers/%s/%s %s-class/one/%s; ", tier, word(exercise, "folder"),
				   word(exercise, "folder"), cJSON_GetStringValue(file), tier, word(exercise, "folder"));
	}
	if (count && !row_needs(&b->in, "a submission", copy.s))
		count = 0;
	buf_free(&copy);
	return count;
}

static void of_tier(const struct book *b, const cJSON *exercises, const char *tier, const char *what, double budget)
{
	unsigned count = submission(b, exercises, tier);

	if (count)
		row_processor(&b->in, (struct measured){ .what = what, .before = "rm -rf results",
			.command = lasting("build/bin/grade grade-all DIR=%s-class OUT=results", tier), .budget = budget }, count);
}

/* Half of the class has the book's answers, and the other half a mistake in each exercise. */
static bool class_is_there(const struct book *b, const cJSON *exercises)
{
	struct buf make = { 0 };
	const cJSON *exercise;

	buf_puts(&make, "set -e; rm -rf class; mkdir class; ");
	for (int pupil = 1; pupil <= PUPILS; pupil++) {
		/* Other files, another seed. */
		buf_printf(&make, "for kind in right wrong; do cp -r build/exercises/answers class/$kind-%d; done; echo %d >class/right-%d/README; ", pupil, pupil, pupil);
		cJSON_ArrayForEach(exercise, exercises)
			buf_printf(&make, "build/bin/edit apply $(ls tests/exercises/%s/%s/wrong-*.edit | sed -n %dp) build/exercises/answers/%s class/wrong-%d/%s; ",
				   word(exercise, "folder"), strchr(word(exercise, "id"), '/') + 1, pupil, word(exercise, "folder"), pupil, word(exercise, "folder"));
	}

	bool good = row_needs(&b->in, "a class", make.s);

	buf_free(&make);
	return good;
}

void table_grade(const struct book *b)
{
	char *ready = lasting("rm -rf work && make -j%d grader build/bin/edit && for c in chapters/[0-9][0-9]-*.nw; do c=${c#*/}; "
			     "make grade ${c%%%%-*} || :; done; cp -r build/exercises/answers/. work", b->jobs); /* nothing is written yet: no verdict is good */
	cJSON *exercises;

	row_head("grading");
	if (!row_needs(&b->in, "a learner who has done everything", ready))
		return;
	exercises = catalogue(b);
	if (!exercises) {
		row_failed(&b->in, "the catalogue of the exercises");
		return;
	}
	slowest(b, exercises);
	row(&b->in, (struct measured){ .what = lasting("grading everything (%d exercises)", cJSON_GetArraySize(exercises)),
				       .command = "make grade", .budget = 60 });
	row_head("a class; processor seconds count");
	of_tier(b, exercises, "host", "a submission of a function", 0.6);
	of_tier(b, exercises, "kernel", "a submission of a part of a kernel", 1.5);
	if (class_is_there(b, exercises))
		row_processor(&b->in, (struct measured){ .what = "a submission of everything", .before = "rm -rf results",
			.command = "build/bin/grade grade-all DIR=class OUT=results" }, 2 * PUPILS);
	cJSON_Delete(exercises);
}
