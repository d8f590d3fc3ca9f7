/* SPDX-License-Identifier: MIT */
#include "gradescope.h"
#include "escape.h"
#include "json.h"
#include "grade/submission.h"
#include "judge/clean.h"
#include "lib/fail.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* FORMAT: of the result, in extra_data. */
enum { FORMAT = 1, LOG_MOST = 4096 };

static void add_text(cJSON *object, const char *name, const char *text)
{
	if (text && *text)
		cJSON_AddStringToObject(object, name, text);
}

/* One test for an exercise of which no case ran. */
static void add_whole_test(cJSON *tests, const struct part *part)
{
	cJSON *test = cJSON_CreateObject(), *extra;

	cJSON_AddStringToObject(test, "number", part->entry->number);
	cJSON_AddStringToObject(test, "name", part->entry->id);
	if (verdict_has_score(part->verdict)) {
		cJSON_AddNumberToObject(test, "score", 0);
		cJSON_AddStringToObject(test, "status", "failed");
	}
	cJSON_AddNumberToObject(test, "max_score", part->entry->points);
	cJSON_AddStringToObject(test, "output", part->reason);
	cJSON_AddStringToObject(test, "output_format", "text");
	cJSON_AddItemToArray(cJSON_AddArrayToObject(test, "tags"), cJSON_CreateString(part->entry->folder));
	cJSON_AddStringToObject(test, "visibility", "visible");
	extra = cJSON_AddObjectToObject(test, "extra_data");
	cJSON_AddStringToObject(extra, "exercise", part->entry->id);
	cJSON_AddStringToObject(extra, "verdict", part->verdict);
	add_text(extra, "cause", part->reason);
	cJSON_AddItemToArray(tests, test);
}

static bool any_case_ran(const struct part *part)
{
	return part->judged && strcmp(part->verdict, rejected) != 0 && strcmp(part->verdict, missing) != 0;
}

/* The judge's own tests, under the exercise's number and name. */
static void add_tests(cJSON *tests, struct part *part)
{
	cJSON *judged = cJSON_DetachItemFromObject(part->judged, "tests");

	for (cJSON *test; (test = cJSON_DetachItemFromArray(judged, 0)); ) {
		char number[64], name[512];

		snprintf(number, sizeof number, "%s.%s", part->entry->number, json_text(test, "number"));
		snprintf(name, sizeof name, "%s: %s", part->entry->id, json_text(test, "name"));
		cJSON_ReplaceItemInObject(test, "number", cJSON_CreateString(number));
		cJSON_ReplaceItemInObject(test, "name", cJSON_CreateString(name));
		cJSON_AddItemToArray(cJSON_AddArrayToObject(test, "tags"), cJSON_CreateString(part->entry->folder));
		cJSON_AddStringToObject(cJSON_GetObjectItem(test, "extra_data"), "exercise", part->entry->id);
		cJSON_AddItemToArray(tests, test);
	}
	cJSON_Delete(judged);
}

static void add_log(cJSON *exercise, const char *log)
{
	char cut[LOG_MOST + 16];

	if (!*log)
		return;
	snprintf(cut, sizeof cut, "%.*s%s", LOG_MOST, log, strlen(log) > LOG_MOST ? "\n[cut]" : "");
	clean(cut);
	cJSON_AddStringToObject(exercise, "log", cut);
}

static cJSON *exercise_json(const struct part *part)
{
	cJSON *exercise = cJSON_CreateObject(), *extra = cJSON_GetObjectItem(part->judged, "extra_data");

	cJSON_AddStringToObject(exercise, "number", part->entry->number);
	cJSON_AddStringToObject(exercise, "id", part->entry->id);
	cJSON_AddStringToObject(exercise, "title", part->entry->title);
	cJSON_AddStringToObject(exercise, "verdict", part->verdict);
	if (verdict_has_score(part->verdict))
		cJSON_AddNumberToObject(exercise, "score", part->score);
	cJSON_AddNumberToObject(exercise, "max_score", part->entry->points);
	if (part->untouched)
		cJSON_AddTrueToObject(exercise, "untouched");
	cJSON_AddStringToObject(exercise, "contract", part->entry->contract);
	add_text(exercise, "reason", part->reason);
	add_text(exercise, "attack", part->attack ? part->reason : json_text(extra, "attack"));
	add_log(exercise, json_text(extra, "log"));
	return exercise;
}

/* A skeleton that passes, or that cannot be graded, is counted as that. */
static bool is_begun(const struct part *part)
{
	return !part->untouched || strcmp(part->verdict, "fail") != 0;
}

/* One line about all exercises. */
static void describe(const struct whole *w, FILE *f, u32 score, u32 points)
{
	static const char untouched[] = "untouched";
	static const char *const verdicts[] = { pass, "fail", "crash", "timeout", rejected, skipped, not_gradable, internal, untouched, missing };
	static const char *const words[] = { "passed", "failed", "crashed", "did not come back", "rejected", "skipped", "not gradable", "internal", "as copied",
					     "not handed in" };
	const char *comma = "";

	fprintf(f, "%u of %u points", score, points);
	for (size_t v = 0; v < sizeof verdicts / sizeof *verdicts; v++) {
		u32 count = 0;

		for (u32 i = 0; i < w->catalogue->count; i++)
			count += strcmp(is_begun(&w->parts[i]) ? w->parts[i].verdict : untouched, verdicts[v]) == 0;
		if (count)
			fprintf(f, "%s%u %s", *comma ? comma : ": ", count, words[v]);
		comma = count ? ", " : comma;
	}
	fputs(".\n", f);
}

cJSON *gradescope_json(struct whole *w, const char *verdict, const char *reason)
{
	cJSON *result = cJSON_CreateObject(), *tests, *extra, *exercises;
	u32 score = 0, points = 0;
	char *output = NULL, number[32], *name = xstrdup(json_text(w->manifest, "name"));
	size_t size;
	FILE *f = need(open_memstream(&output, &size));

	name[strnlen(name, SUBMISSION_NAME_MOST)] = '\0';
	one_line(name);
	for (u32 i = 0; i < w->catalogue->count; i++) {
		score += w->parts[i].score;
		points += w->parts[i].entry->points;
	}
	if (*reason)
		fprintf(f, "%s: %s.\n", verdict, reason);
	else
		describe(w, f, score, points);
	fflush(w->found.notes_file);
	fflush(w->found.screen_file);
	fputs(w->found.notes, f);
	fclose(f);
	if (verdict_has_score(verdict))
		cJSON_AddNumberToObject(result, "score", score);
	cJSON_AddNumberToObject(result, "max_score", points);
	cJSON_AddStringToObject(result, "output", output);
	cJSON_AddStringToObject(result, "output_format", "text");
	cJSON_AddStringToObject(result, "visibility", "visible");
	tests = cJSON_AddArrayToObject(result, "tests");
	extra = cJSON_AddObjectToObject(result, "extra_data");
	cJSON_AddNumberToObject(extra, "format", FORMAT);
	cJSON_AddStringToObject(extra, "submission", w->name);
	add_text(extra, "learner", name);
	free(name);
	cJSON_AddStringToObject(extra, "verdict", verdict);
	add_text(extra, "reason", reason);
	add_text(extra, "found", w->found.screen);
	add_text(extra, "attack", w->in ? w->in->attack : "");
	if (w->in)
		cJSON_AddStringToObject(extra, "files", w->in->hash);
	snprintf(number, sizeof number, "%016llx", w->seed);
	cJSON_AddStringToObject(extra, "seed", number);
	cJSON_AddStringToObject(extra, "grader", w->grader);
	add_text(extra, "sandbox", w->level);
	exercises = cJSON_AddArrayToObject(extra, "exercises");
	for (u32 i = 0; i < w->catalogue->count; i++) {
		struct part *part = &w->parts[i];

		cJSON_AddItemToArray(exercises, exercise_json(part));
		if (any_case_ran(part))
			add_tests(tests, part);
		else
			add_whole_test(tests, part);
	}
	free(output);
	return result;
}
