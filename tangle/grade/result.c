/* SPDX-License-Identifier: MIT */
#include "result.h"
#include "work.h"
#include "lib/fail.h"
#include "lib/sha256.h"
#include "lib/text.h"

#include <stdlib.h>
#include <string.h>

/* ---- Reading */

static const char *text_of(const cJSON *object, const char *name)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);

	return cJSON_IsString(item) ? item->valuestring : "";
}

static u32 number_of(const cJSON *object, const char *name)
{
	const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, name);

	return cJSON_IsNumber(item) && item->valuedouble >= 0 && item->valuedouble < 1000000 ? (u32)item->valuedouble : 0;
}

static bool read_verdict(const cJSON *extra, enum verdict *verdict)
{
	const char *name = text_of(extra, "verdict");

	for (int v = PASS; v <= INTERNAL; v++)
		if (strcmp(name, verdict_name((enum verdict)v)) == 0) {
			*verdict = (enum verdict)v;
			return true;
		}
	return false;
}

bool result_read(struct result *result, const struct entry *entry, cJSON *json)
{
	const cJSON *extra = cJSON_GetObjectItemCaseSensitive(json, "extra_data");
	const cJSON *tests = cJSON_GetObjectItemCaseSensitive(json, "tests"), *test;

	*result = (struct result){ .entry = entry, .json = json };
	if (!read_verdict(extra, &result->verdict) || !cJSON_IsArray(tests) || strcmp(text_of(extra, "exercise"), entry->id) != 0)
		return false;
	result->score = number_of(json, "score");
	result->reason = text_of(json, "output");
	result->attack = text_of(extra, "attack");
	result->log = text_of(extra, "log");
	result->level = text_of(extra, "sandbox");
	result->cases = need(calloc((size_t)cJSON_GetArraySize(tests) + 1, sizeof *result->cases));
	cJSON_ArrayForEach(test, tests) {
		const cJSON *more = cJSON_GetObjectItemCaseSensitive(test, "extra_data");
		struct result_case *c = &result->cases[result->count++];

		*c = (struct result_case){
			.name = text_of(test, "name"), .score = number_of(test, "score"), .points = number_of(test, "max_score"),
			.cause = text_of(more, "cause"), .where = text_of(more, "where"), .input = text_of(more, "input"),
			.expected = text_of(more, "expected"), .actual = text_of(more, "actual"),
		};
		if (!read_verdict(more, &c->verdict)) {
			free(result->cases);
			return false;
		}
	}
	return true;
}

void result_make(struct result *result, const struct entry *entry, u64 seed, enum verdict verdict, const char *reason)
{
	struct judge_result made = { .exercise = entry->id, .verdict = verdict, .points = entry->points, .seed = seed, .level = LEVEL_BUBBLEWRAP };

	add(&made.reason, "%s", reason);
	while (entry->task.tests->cases[made.count].name)
		made.count++;
	made.cases = need(calloc(made.count + 1, sizeof *made.cases));
	for (u32 i = 0; i < made.count; i++) {
		made.cases[i].name = entry->task.tests->cases[i].name;
		made.cases[i].points = entry->task.tests->cases[i].points;
		made.cases[i].verdict = verdict;
		made.cases[i].cause = made.reason;
	}
	cJSON *json = judge_json(&made);
	cJSON_DeleteItemFromObject(cJSON_GetObjectItem(json, "extra_data"), "sandbox"); /* there was none */
	if (!result_read(result, entry, json))
		die(STATUS_OURS, "the judge's own result cannot be read");
	free(made.cases);
}

void result_free(struct result *result)
{
	cJSON_Delete(result->json);
	free(result->cases);
	*result = (struct result){ 0 };
}

/* ---- What was graded: the files by their hashes, the contract, the tests */

/* The files in folder, or in work/ where it is NULL. An array; NULL where one cannot be read. */
static cJSON *list_files(const struct entry *entry, const char *folder)
{
	cJSON *list = cJSON_CreateArray();

	for (const char *const *file = entry->files; *file && list; file++) {
		char *path = folder ? format("%s/%s", folder, *file) : work_path(entry, *file), hex[65];
		struct bytes bytes;

		if (file_read(path, &bytes)) {
			cJSON_Delete(list);
			list = NULL;
		} else {
			cJSON *item = cJSON_CreateObject();

			sha256_of(bytes.data, bytes.size, hex);
			cJSON_AddStringToObject(item, "name", *file);
			cJSON_AddStringToObject(item, "sha256", hex);
			cJSON_AddNumberToObject(item, "size", (double)bytes.size);
			cJSON_AddItemToArray(list, item);
		}
		bytes_free(&bytes);
		free(path);
	}
	return list;
}

void result_keep(const struct result *result, const char *folder)
{
	cJSON *extra = cJSON_GetObjectItemCaseSensitive(result->json, "extra_data");
	/* What was never taken cannot have passed: then it is about what lies there now. */
	cJSON *files = folder || result->verdict != PASS ? list_files(result->entry, folder) : NULL;
	char *path = work_state("results", result->entry->id, ".json"), *text;

	cJSON_AddStringToObject(extra, "number", result->entry->number);
	cJSON_AddStringToObject(extra, "contract", result->entry->contract);
	cJSON_AddStringToObject(extra, "book", grade_version);
	if (files)
		cJSON_AddItemToObject(extra, "files", files);
	text = need(cJSON_Print(result->json));
	size_t size = strlen(text);
	text[size] = '\n'; /* over its NUL: the length is known */
	file_write(path, text, size + 1);
	cJSON_free(text);
	free(path);
}

enum standing result_load(struct result *result, const struct entry *entry)
{
	char *path = work_state("results", entry->id, ".json");
	struct bytes bytes;
	cJSON *json = NULL, *files;
	enum standing standing = NEVER;

	*result = (struct result){ 0 };
	if (!file_read_own(path, &bytes))
		json = cJSON_ParseWithLength(bytes.data, bytes.size);
	bytes_free(&bytes);
	free(path);
	if (!json || !result_read(result, entry, json)) {
		cJSON_Delete(json);
		*result = (struct result){ 0 };
		return NEVER;
	}
	const cJSON *extra = cJSON_GetObjectItemCaseSensitive(json, "extra_data");
	files = list_files(entry, NULL);
	const cJSON *graded = cJSON_GetObjectItemCaseSensitive(extra, "files");
	bool same = files ? cJSON_Compare(files, graded, true) : !graded && result->verdict != PASS;
	standing = same &&
		   strcmp(text_of(extra, "book"), grade_version) == 0 && strcmp(text_of(extra, "contract"), entry->contract) == 0 ? STANDS : CHANGED;
	cJSON_Delete(files);
	return standing;
}
