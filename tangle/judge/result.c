/* SPDX-License-Identifier: MIT */
/* A result as JSON, in Gradescope's shape. The order of everything is fixed: the same result, the same bytes. */
#include "judge.h"
#include "lib/fail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_text(cJSON *object, const char *name, const char *text)
{
	if (*text)
		cJSON_AddStringToObject(object, name, text);
}

/* What the learner reads. */
static char *describe(const struct judge_case *c)
{
	char *output = NULL;
	const struct { const char *what; const struct text *text; } parts[] = {
		{ "where", &c->where }, { "input", &c->input }, { "expected", &c->expected }, { "actual", &c->actual },
	};
	size_t size;
	FILE *f = need(open_memstream(&output, &size));

	fputs(c->verdict == PASS ? "" : c->cause.s, f);
	for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
		if (parts[i].text->length)
			fprintf(f, "\n%s:%s%s", parts[i].what, strchr(parts[i].text->s, '\n') ? "\n" : " ", parts[i].text->s);
	fclose(f);
	return output;
}

static cJSON *case_json(const struct judge_case *c, u32 number)
{
	cJSON *test = cJSON_CreateObject(), *extra;
	char *output = describe(c), digits[16];

	snprintf(digits, sizeof digits, "%u", number);
	cJSON_AddStringToObject(test, "number", digits);
	cJSON_AddStringToObject(test, "name", c->name);
	if (c->verdict != INTERNAL) {
		cJSON_AddNumberToObject(test, "score", c->score);
		cJSON_AddStringToObject(test, "status", c->verdict == PASS ? "passed" : "failed");
	}
	cJSON_AddNumberToObject(test, "max_score", c->points);
	cJSON_AddStringToObject(test, "output", output);
	cJSON_AddStringToObject(test, "output_format", "text");
	cJSON_AddStringToObject(test, "visibility", "visible");
	extra = cJSON_AddObjectToObject(test, "extra_data");
	cJSON_AddStringToObject(extra, "verdict", verdict_name(c->verdict));
	add_text(extra, "cause", c->verdict == PASS ? "" : c->cause.s);
	add_text(extra, "where", c->where.s);
	add_text(extra, "input", c->input.s);
	add_text(extra, "expected", c->expected.s);
	add_text(extra, "actual", c->actual.s);
	free(output);
	return test;
}

cJSON *judge_json(const struct judge_result *result)
{
	cJSON *json = cJSON_CreateObject(), *tests, *extra;
	char seed[24];

	snprintf(seed, sizeof seed, "%016llx", result->seed);
	if (result->verdict != INTERNAL)
		cJSON_AddNumberToObject(json, "score", result->score);
	cJSON_AddNumberToObject(json, "max_score", result->points);
	if (result->seconds > 0)
		cJSON_AddNumberToObject(json, "execution_time", result->seconds);
	cJSON_AddStringToObject(json, "output", result->reason.s);
	cJSON_AddStringToObject(json, "output_format", "text");
	cJSON_AddStringToObject(json, "visibility", "visible");
	tests = cJSON_AddArrayToObject(json, "tests");
	for (u32 i = 0; i < result->count; i++)
		cJSON_AddItemToArray(tests, case_json(&result->cases[i], i + 1));
	extra = cJSON_AddObjectToObject(json, "extra_data");
	cJSON_AddStringToObject(extra, "exercise", result->exercise);
	cJSON_AddStringToObject(extra, "verdict", verdict_name(result->verdict));
	cJSON_AddStringToObject(extra, "seed", seed);
	cJSON_AddStringToObject(extra, "sandbox", sandbox_level_name(result->level));
	add_text(extra, "attack", result->attack);
	add_text(extra, "ignored", result->ignored.s);
	add_text(extra, "log", result->log ? result->log : "");
	return json;
}
