/* SPDX-License-Identifier: MIT */
#include "mistakes.h"
#include "escape.h"
#include "json.h"
#include "whole.h"
#include "lib/fail.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct mistake {
	const char *exercise, *number, *name;
	char *cause;
	const char **submissions;
	u32 count;
};

struct mistakes {
	struct mistake *list;
	u32 count;
};

/* Numbers come from the seed, and places from the file: without them the same mistake is the same. */
static char *without_numbers(const char *cause)
{
	char *copy = need(malloc(strlen(cause) + 1)), *to = copy;

	for (const char *from = cause; *from; ) {
		bool hex = from[0] == '0' && from[1] == 'x';

		if (!isdigit((unsigned char)*from) || (to > copy && (isalpha((unsigned char)to[-1]) || to[-1] == '_'))) {
			*to++ = *from++;
			continue;
		}
		from += hex ? 2 : 0;
		while (hex ? isxdigit((unsigned char)*from) : isdigit((unsigned char)*from))
			from++;
		*to++ = '#';
	}
	*to = '\0';
	one_line(copy);
	return copy;
}

static void add_mistake(struct mistakes *mistakes, const struct results_row *row, const cJSON *test)
{
	const cJSON *extra = cJSON_GetObjectItemCaseSensitive(test, "extra_data");
	const char *verdict = json_text(extra, "verdict"), *exercise = json_text(extra, "exercise"), *full = json_text(test, "name"), *colon;
	bool counts = false;

	for (const char *const *one = (const char *const[]){ "fail", "crash", "timeout", "rejected", NULL }; *one; one++)
		counts = counts || strcmp(verdict, *one) == 0;
	/* What looks like an attack has a list of its own. */
	if (!counts || results_untouched(results_of(row, exercise)) || *json_text(results_of(row, exercise), "attack"))
		return;
	const char *name = (colon = strstr(full, ": ")) ? colon + 2 : "";
	char *cause = without_numbers(json_text(extra, "cause"));
	u32 i = 0;
	while (i < mistakes->count && (strcmp(mistakes->list[i].exercise, exercise) != 0 || strcmp(mistakes->list[i].name, name) != 0 ||
				       strcmp(mistakes->list[i].cause, cause) != 0))
		i++;
	if (i == mistakes->count) {
		mistakes->list = need(realloc(mistakes->list, (i + 1) * sizeof *mistakes->list));
		mistakes->list[mistakes->count++] = (struct mistake){ .exercise = exercise, .number = json_text(test, "number"), .name = name, .cause = cause };
	} else {
		free(cause);
	}
	struct mistake *mistake = &mistakes->list[i];
	mistake->submissions = need(realloc(mistake->submissions, (mistake->count + 1) * sizeof *mistake->submissions));
	mistake->submissions[mistake->count++] = row->name;
}

static int by_count(const void *a, const void *b)
{
	const struct mistake *x = a, *y = b;
	int order = strcmp(x->exercise, y->exercise);

	if (x->count != y->count)
		return x->count < y->count ? 1 : -1;
	if (!order)
		order = strcmp(x->name, y->name);
	return order ? order : strcmp(x->cause, y->cause);
}

/* A submission that was rejected as a whole has made no mistake in an exercise. */
static struct mistakes find_mistakes(const struct results *results)
{
	struct mistakes mistakes = { 0 };
	const cJSON *test;

	for (u32 i = 0; i < results->count; i++)
		if (results->rows[i].json && !*whole_text(results->rows[i].json, "reason"))
			cJSON_ArrayForEach(test, cJSON_GetObjectItemCaseSensitive(results->rows[i].json, "tests"))
				add_mistake(&mistakes, &results->rows[i], test);
	if (mistakes.count)
		qsort(mistakes.list, mistakes.count, sizeof *mistakes.list, by_count);
	return mistakes;
}

static cJSON *mistakes_json(const struct mistakes *mistakes)
{
	cJSON *list = cJSON_CreateArray();

	for (u32 i = 0; i < mistakes->count; i++) {
		const struct mistake *mistake = &mistakes->list[i];
		cJSON *one = cJSON_CreateObject(), *names;

		cJSON_AddNumberToObject(one, "count", mistake->count);
		cJSON_AddStringToObject(one, "exercise", mistake->exercise);
		cJSON_AddStringToObject(one, "case", mistake->name);
		cJSON_AddStringToObject(one, "cause", mistake->cause);
		names = cJSON_AddArrayToObject(one, "submissions");
		for (u32 k = 0; k < mistake->count; k++)
			cJSON_AddItemToArray(names, cJSON_CreateString(mistake->submissions[k]));
		cJSON_AddItemToArray(list, one);
		free(mistake->cause);
		free(mistake->submissions);
	}
	free(mistakes->list);
	return list;
}

cJSON *mistakes_of(const struct results *results)
{
	struct mistakes mistakes = find_mistakes(results);

	return mistakes_json(&mistakes);
}
