/* SPDX-License-Identifier: MIT */
#include "summary.h"
#include "escape.h"
#include "export.h"
#include "json.h"
#include "mistakes.h"
#include "verbs.h"
#include "whole.h"
#include "grade/words.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SUMMARY_FORMAT = 1, MISTAKES_SHOWN = 20, NAMES_SHOWN = 5 };

/* ---- Attacks, and who is not graded */

static void add_line(cJSON *list, const char *submission, const char *exercise, const char *verdict, const char *what)
{
	cJSON *line = cJSON_CreateObject();

	cJSON_AddStringToObject(line, "submission", submission);
	if (*exercise)
		cJSON_AddStringToObject(line, "exercise", exercise);
	if (*verdict)
		cJSON_AddStringToObject(line, "verdict", verdict);
	cJSON_AddStringToObject(line, "what", what);
	cJSON_AddItemToArray(list, line);
}

static void find_attacks(const struct results *results, cJSON *list)
{
	for (u32 i = 0; i < results->count; i++) {
		const struct results_row *row = &results->rows[i];
		const cJSON *exercise;

		if (*whole_text(row->json, "attack"))
			add_line(list, row->name, "", "", whole_text(row->json, "attack"));
		cJSON_ArrayForEach(exercise, results_exercises(row))
			if (*json_text(exercise, "attack"))
				add_line(list, row->name, json_text(exercise, "id"), "", json_text(exercise, "attack"));
	}
}

static void find_not_graded(const struct results *results, cJSON *list)
{
	for (u32 i = 0; i < results->count; i++) {
		const struct results_row *row = &results->rows[i];
		const char *reason = whole_text(row->json, "reason");
		const cJSON *exercise;
		bool said = false;

		if (!row->json || *reason) {
			add_line(list, row->name, "", row->json ? whole_verdict(row->json) : "internal", row->json ? reason : "its result cannot be read: grade it again");
			continue;
		}
		if (strcmp(whole_verdict(row->json), "graded") == 0)
			continue;
		cJSON_ArrayForEach(exercise, results_exercises(row))
			if (!cJSON_HasObjectItem(exercise, "score")) {
				add_line(list, row->name, json_text(exercise, "id"), json_text(exercise, "verdict"), json_text(exercise, "reason"));
				said = true;
			}
		if (!said)
			add_line(list, row->name, "", whole_verdict(row->json), "it holds an exercise that this book has not");
	}
}

/* ---- Numbers */

/* How often each value of something occurs, in order. */
static void count_one(cJSON *object, const char *name)
{
	cJSON *number = cJSON_GetObjectItemCaseSensitive(object, name);

	if (number)
		cJSON_SetNumberValue(number, number->valueint + 1);
	else
		cJSON_AddNumberToObject(object, name, 1);
}

static int by_value(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

static void add_scores(const struct results *results, cJSON *summary)
{
	int *scores = need(calloc(results->count + 1, sizeof *scores)), most = 0;
	u32 count = 0;
	cJSON *object;

	for (u32 i = 0; i < results->count; i++) {
		most = json_number(results->rows[i].json, "max_score") > most ? json_number(results->rows[i].json, "max_score") : most;
		if (results->rows[i].json && strcmp(whole_verdict(results->rows[i].json), "graded") == 0)
			scores[count++] = json_number(results->rows[i].json, "score");
	}
	qsort(scores, count, sizeof *scores, by_value);
	object = cJSON_AddObjectToObject(summary, "scores");
	if (count) {
		cJSON_AddNumberToObject(object, "lowest", scores[0]);
		cJSON_AddNumberToObject(object, "median", scores[count / 2]);
		cJSON_AddNumberToObject(object, "highest", scores[count - 1]);
	}
	cJSON_AddNumberToObject(object, "max_score", most);
	free(scores);
}

/* passed: all points; part: some; none: none, though something was written and ran; untouched; rejected; missing and skipped; not graded. */
static void add_exercises(const struct results *results, cJSON *list)
{
	static const char *const columns[] = { "passed", "part", "none", "untouched", "rejected", "missing", "not_graded" };

	for (u32 k = 0; k < results->exercise_count; k++) {
		const struct results_exercise *exercise = &results->exercises[k];
		cJSON *object = cJSON_CreateObject();
		int points = 0;

		cJSON_AddStringToObject(object, "number", exercise->number);
		cJSON_AddStringToObject(object, "id", exercise->id);
		cJSON_AddStringToObject(object, "title", exercise->title);
		cJSON_AddNumberToObject(object, "max_score", exercise->points);
		for (size_t c = 0; c < sizeof columns / sizeof *columns; c++)
			cJSON_AddNumberToObject(object, columns[c], 0);
		for (u32 i = 0; i < results->count; i++) {
			const cJSON *one = results_of(&results->rows[i], exercise->id);
			const char *verdict = json_text(one, "verdict");
			int score = json_number(one, "score");

			points += score;
			if (!cJSON_HasObjectItem(one, "score"))
				count_one(object, "not_graded");
			else if (strcmp(verdict, "missing") == 0 || strcmp(verdict, "skipped") == 0)
				count_one(object, "missing");
			else if (strcmp(verdict, "rejected") == 0)
				count_one(object, "rejected");
			else if (results_untouched(one))
				count_one(object, "untouched");
			else
				count_one(object, score == json_number(one, "max_score") ? "passed" : score ? "part" : "none");
		}
		cJSON_AddNumberToObject(object, "points", points);
		cJSON_AddItemToArray(list, object);
	}
}

static cJSON *summarize(const struct results *results)
{
	cJSON *summary = cJSON_CreateObject(), *verdicts, *levels, *graders;

	cJSON_AddNumberToObject(summary, "format", SUMMARY_FORMAT);
	cJSON_AddNumberToObject(summary, "submissions", results->count);
	verdicts = cJSON_AddObjectToObject(summary, "verdicts");
	for (const char *const *name = (const char *const[]){ "graded", "rejected", "not gradable", "internal", NULL }; *name; name++)
		cJSON_AddNumberToObject(verdicts, *name, 0);
	levels = cJSON_AddObjectToObject(summary, "sandbox");
	graders = cJSON_AddObjectToObject(summary, "graders");
	for (u32 i = 0; i < results->count; i++) {
		const cJSON *json = results->rows[i].json;

		count_one(verdicts, json ? whole_verdict(json) : "internal");
		if (json && *whole_text(json, "sandbox"))
			count_one(levels, whole_text(json, "sandbox"));
		if (json)
			count_one(graders, whole_text(json, "grader"));
	}
	add_scores(results, summary);
	add_exercises(results, cJSON_AddArrayToObject(summary, "exercises"));
	cJSON_AddItemToObject(summary, "mistakes", mistakes_of(results));
	find_attacks(results, cJSON_AddArrayToObject(summary, "attacks"));
	find_not_graded(results, cJSON_AddArrayToObject(summary, "not_graded"));
	return summary;
}

/* ---- For people */

static void print_counts(FILE *f, const cJSON *counts, const char *before, const char *after)
{
	const cJSON *one;

	cJSON_ArrayForEach(one, counts)
		if (one->valueint) {
			fprintf(f, "%s%d %s", before, one->valueint, one->string);
			before = ", ";
		}
	fputs(after, f);
}

static void print_numbers(FILE *f, const cJSON *summary)
{
	const cJSON *scores = cJSON_GetObjectItem(summary, "scores"), *one, *exercises = cJSON_GetObjectItem(summary, "exercises");
	int widest = 0;

	fprintf(f, "%d submission%s", json_number(summary, "submissions"), json_number(summary, "submissions") == 1 ? "" : "s");
	print_counts(f, cJSON_GetObjectItem(summary, "verdicts"), ": ", ".\n");
	if (cJSON_HasObjectItem(scores, "median"))
		fprintf(f, "Points of those graded: %d to %d of %d; the median is %d.\n", json_number(scores, "lowest"), json_number(scores, "highest"),
			json_number(scores, "max_score"), json_number(scores, "median"));
	if (cJSON_GetArraySize(cJSON_GetObjectItem(summary, "sandbox"))) {
		fputs("Locked up by", f);
		print_counts(f, cJSON_GetObjectItem(summary, "sandbox"), ": ", ".\n");
	}
	if (cJSON_HasObjectItem(cJSON_GetObjectItem(summary, "sandbox"), "limits"))
		fputs("Some were compiled at the weak level \"limits\" (WEAK=1).\n", f);
	if (cJSON_GetArraySize(cJSON_GetObjectItem(summary, "graders")) > 1)
		fputs("The results come from different graders: grade all of them with one to compare them.\n", f);
	cJSON_ArrayForEach(one, exercises)
		widest = (int)strlen(json_text(one, "id")) > widest ? (int)strlen(json_text(one, "id")) : widest;
	fprintf(f, "\n%-*s  passed  in part  nothing  as copied  rejected  missing  ungraded  points\n", widest + 6, "exercise");
	cJSON_ArrayForEach(one, exercises)
		fprintf(f, "%-5s %-*s %7d %8d %8d %10d %9d %8d %9d  %d of %d\n", json_text(one, "number"), widest, json_text(one, "id"),
			json_number(one, "passed"), json_number(one, "part"), json_number(one, "none"), json_number(one, "untouched"),
			json_number(one, "rejected"), json_number(one, "missing"), json_number(one, "not_graded"), json_number(one, "points"),
			json_number(one, "max_score") * (json_number(summary, "submissions") - json_number(one, "not_graded")));
}

static void print_mistakes(FILE *f, const cJSON *mistakes)
{
	const cJSON *one;
	int shown = 0;

	if (cJSON_GetArraySize(mistakes))
		fputs("\nThe commonest mistakes (numbers are left out, as #)\n", f);
	cJSON_ArrayForEach(one, mistakes) {
		const cJSON *names = cJSON_GetObjectItem(one, "submissions"), *name;
		int n = 0;

		if (++shown > MISTAKES_SHOWN)
			break;
		fprintf(f, "%5d  %s%s%s: %.200s\n       ", json_number(one, "count"), json_text(one, "exercise"), *json_text(one, "case") ? ", " : "",
			json_text(one, "case"), json_text(one, "cause"));
		cJSON_ArrayForEach(name, names)
			if (n++ < NAMES_SHOWN)
				fprintf(f, "%s%.100s", n > 1 ? ", " : "", name->valuestring);
		if (n > NAMES_SHOWN)
			fprintf(f, " and %d more", n - NAMES_SHOWN);
		fputc('\n', f);
	}
	if (cJSON_GetArraySize(mistakes) > MISTAKES_SHOWN)
		fprintf(f, "       and %d rarer ones, in summary.json\n", cJSON_GetArraySize(mistakes) - MISTAKES_SHOWN);
}

static bool same_but_exercise(const cJSON *one, const cJSON *other)
{
	return other && strcmp(json_text(one, "submission"), json_text(other, "submission")) == 0 &&
	       strcmp(json_text(one, "verdict"), json_text(other, "verdict")) == 0 && strcmp(json_text(one, "what"), json_text(other, "what")) == 0;
}

/* What is said of many exercises of one submission is said once. */
static void print_lines(FILE *f, const char *title, const cJSON *lines)
{
	int more = 0;

	if (cJSON_GetArraySize(lines))
		fprintf(f, "\n%s\n", title);
	for (const cJSON *one = lines->child; one; one = one->next, more = 0) {
		const char *exercise = json_text(one, "exercise"), *verdict = json_text(one, "verdict");
		char *what = need(strdup(json_text(one, "what")));

		for (; same_but_exercise(one, one->next); one = one->next)
			more++;
		one_line(what);
		fprintf(f, "  %.100s%s%s", json_text(one, "submission"), *exercise ? ", " : "", exercise);
		if (more)
			fprintf(f, " and %d more", more);
		/* Some reasons begin with the verdict, because they stand alone elsewhere. */
		bool says_it = strncmp(what, verdict, strlen(verdict)) == 0;
		fprintf(f, ": %s%s%.300s\n", says_it ? "" : verdict, says_it ? "" : ": ", what);
		free(what);
	}
}

static char *for_people(const cJSON *summary)
{
	char *text = NULL;
	size_t size;
	FILE *f = need(open_memstream(&text, &size));

	print_numbers(f, summary);
	print_mistakes(f, cJSON_GetObjectItem(summary, "mistakes"));
	print_lines(f, "Signs of an attack: no honest mistake looks like this, but look yourself", cJSON_GetObjectItem(summary, "attacks"));
	print_lines(f, "Not graded, or not wholly", cJSON_GetObjectItem(summary, "not_graded"));
	fclose(f);
	return text;
}

/* ---- All */

static void write_or_die(struct store *store, const char *name, char *text)
{
	const char *why = store_write(store, name, need(text));

	if (why)
		die(STATUS_OURS, "cannot write %s/%s: %s", store->path, name, why);
	free(text);
}

bool summary_write(struct store *store, bool print)
{
	struct results results;

	/* Who comes last has seen all results: theirs were written before they waited here. */
	store_lock(store);
	results_read(&results, store);
	cJSON *summary = summarize(&results);
	char *json = need(cJSON_Print(summary)), *text = for_people(summary);
	if (print)
		printf("\n%s", text);
	write_or_die(store, "summary.json", format("%s\n", json));
	write_or_die(store, "summary.txt", text);
	write_or_die(store, "grades.csv", export_csv(&results));
	write_or_die(store, "junit.xml", export_junit(&results));
	store_unlock(store);
	cJSON_free(json);
	cJSON_Delete(summary);
	return results_free(&results);
}

static void see(const char *name, cJSON *json, void *any)
{
	(void)name;
	*(bool *)any = true;
	cJSON_Delete(json);
}

int verb_summary(int argc, char **argv)
{
	const char *out = NULL;
	struct store store;
	bool any = false;

	read_words(argc, argv, (const struct word[]){ { "OUT", &out }, { NULL, NULL } });
	if (!out)
		die(STATUS_USAGE, "make summary takes OUT=, the folder with the results of make grade-all");
	store_each(&(struct store){ .path = out }, see, &any);
	if (!any)
		die(STATUS_USAGE, "OUT=%s holds no result: give the folder that was OUT= when you graded", out);
	store_open(&store, out);
	bool good = summary_write(&store, true);
	store_close(&store);
	if (!good)
		die(STATUS_OURS, "%s holds results that cannot be read; the summary names them: grade again", out);
	return STATUS_GOOD;
}
