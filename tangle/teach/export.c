/* SPDX-License-Identifier: MIT */
#include "export.h"
#include "escape.h"
#include "json.h"
#include "whole.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void number_cell(FILE *f, const cJSON *object, const char *name, const char *otherwise)
{
	const cJSON *number = cJSON_GetObjectItemCaseSensitive(object, name);

	if (cJSON_IsNumber(number))
		fprintf(f, "%d,", number->valueint);
	else
		csv_cell(f, otherwise, ',');
}

static void add_attacks(FILE *f, const struct results_row *row, const struct results *results)
{
	char *text = NULL;
	size_t size;
	FILE *cell = need(open_memstream(&text, &size));

	fputs(whole_text(row->json, "attack"), cell);
	for (u32 k = 0; k < results->exercise_count; k++) {
		const char *attack = json_text(results_of(row, results->exercises[k].id), "attack");

		if (*attack)
			fprintf(cell, "%s%s: %s", ftell(cell) ? "; " : "", results->exercises[k].id, attack);
	}
	fclose(cell);
	csv_cell(f, text, ',');
	free(text);
}

char *export_csv(const struct results *results)
{
	static const char *const last[] = { "reason", "files", "seed", "sandbox", "grader" };
	char *text = NULL;
	size_t size;
	FILE *f = need(open_memstream(&text, &size));

	fputs("submission,learner,verdict,score,max_score,", f);
	for (u32 k = 0; k < results->exercise_count; k++)
		csv_cell(f, results->exercises[k].id, ',');
	fputs("attack,reason,files,seed,sandbox,grader\n", f);
	for (u32 i = 0; i < results->count; i++) {
		const struct results_row *row = &results->rows[i];

		csv_cell(f, row->name, ',');
		csv_cell(f, whole_text(row->json, "learner"), ',');
		csv_cell(f, row->json ? whole_verdict(row->json) : "internal", ',');
		number_cell(f, row->json, "score", "");
		number_cell(f, row->json, "max_score", "");
		for (u32 k = 0; k < results->exercise_count; k++) {
			const cJSON *exercise = results_of(row, results->exercises[k].id);

			number_cell(f, exercise, "score", json_text(exercise, "verdict"));
		}
		add_attacks(f, row, results);
		for (size_t k = 0; k < sizeof last / sizeof *last; k++)
			csv_cell(f, whole_text(row->json, last[k]), k + 1 < sizeof last / sizeof *last ? ',' : '\n');
	}
	fclose(f);
	return text;
}

/* ---- JUnit */

enum outcome_kind { GOOD, FAILURE, ERROR, SKIP, KINDS };

static enum outcome_kind kind_of(const cJSON *test)
{
	const char *verdict = json_text(cJSON_GetObjectItemCaseSensitive(test, "extra_data"), "verdict");

	if (strcmp(verdict, "pass") == 0)
		return GOOD;
	if (strcmp(verdict, "skipped") == 0 || strcmp(verdict, "missing") == 0)
		return SKIP;
	return cJSON_HasObjectItem(test, "score") ? FAILURE : ERROR;
}

static void count(const cJSON *tests, u32 kinds[KINDS])
{
	const cJSON *test;

	cJSON_ArrayForEach(test, tests)
		kinds[kind_of(test)]++;
}

static void attribute(FILE *f, const char *name, const char *value)
{
	fprintf(f, " %s=\"", name);
	xml_text(f, value);
	fputc('"', f);
}

static void numbers(FILE *f, const u32 kinds[KINDS])
{
	fprintf(f, " tests=\"%u\" failures=\"%u\" errors=\"%u\" skipped=\"%u\">\n", kinds[GOOD] + kinds[FAILURE] + kinds[ERROR] + kinds[SKIP],
		kinds[FAILURE], kinds[ERROR], kinds[SKIP]);
}

static void test_case(FILE *f, const struct results_row *row, const cJSON *test)
{
	static const char *const elements[KINDS] = { "", "failure", "error", "skipped" };
	const cJSON *extra = cJSON_GetObjectItemCaseSensitive(test, "extra_data");
	enum outcome_kind kind = kind_of(test);
	char *class = format("%s/%s", row->name, json_text(extra, "exercise"));

	fputs("    <testcase", f);
	attribute(f, "classname", class);
	attribute(f, "name", json_text(test, "name"));
	if (kind == GOOD) {
		fputs("/>\n", f);
	} else {
		fprintf(f, ">\n      <%s", elements[kind]);
		attribute(f, "message", json_text(extra, "cause"));
		if (kind == SKIP) {
			fputs("/>\n", f);
		} else {
			attribute(f, "type", json_text(extra, "verdict"));
			fputc('>', f);
			xml_text(f, json_text(test, "output"));
			fprintf(f, "</%s>\n", elements[kind]);
		}
		fputs("    </testcase>\n", f);
	}
	free(class);
}

char *export_junit(const struct results *results)
{
	u32 all[KINDS] = { 0 };
	char *text = NULL;
	size_t size;
	FILE *f = need(open_memstream(&text, &size));

	for (u32 i = 0; i < results->count; i++)
		count(cJSON_GetObjectItemCaseSensitive(results->rows[i].json, "tests"), all);
	fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"submissions\"", f);
	numbers(f, all);
	for (u32 i = 0; i < results->count; i++) {
		const struct results_row *row = &results->rows[i];
		const cJSON *tests = cJSON_GetObjectItemCaseSensitive(row->json, "tests"), *test;
		u32 kinds[KINDS] = { 0 };

		count(tests, kinds);
		fputs("  <testsuite", f);
		attribute(f, "name", row->name);
		numbers(f, kinds);
		cJSON_ArrayForEach(test, tests)
			test_case(f, row, test);
		fputs("  </testsuite>\n", f);
	}
	fputs("</testsuites>\n", f);
	fclose(f);
	return text;
}
