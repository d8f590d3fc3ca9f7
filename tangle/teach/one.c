/* SPDX-License-Identifier: MIT */
/* grade-one: one submission for a system that grades by itself (Gradescope, GitHub Classroom); and that one's format. */
#include "grader.h"
#include "json.h"
#include "store.h"
#include "verbs.h"
#include "grade/words.h"
#include "lib/fail.h"
#include "lib/text.h"

#include <nettle/base64.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RESULT "results.json"

enum { CLASSROOM_MOST = 120 << 10 };

static void print_result(const cJSON *result)
{
	const cJSON *test;

	printf("\n%s", json_text(result, "output"));
	cJSON_ArrayForEach(test, cJSON_GetObjectItemCaseSensitive(result, "tests"))
		if (strcmp(json_text(test, "status"), "passed") != 0)
			printf("\n%s %s\n%s\n", json_text(test, "number"), json_text(test, "name"), json_text(test, "output"));
}

int verb_grade_one(int argc, char **argv)
{
	const char *submission = NULL, *out = NULL, *secret = NULL, *weak = NULL;
	struct grader grader;
	struct store store;

	read_words(argc, argv, (const struct word[]){ { "SUBMISSION", &submission }, { "OUT", &out }, { "SECRET", &secret }, { "WEAK", &weak }, { 0 } });
	if (!submission || !out)
		die(STATUS_USAGE, "grade-one takes SUBMISSION=, an archive or folder, and OUT=, the folder for " RESULT);
	grader_open(&grader, secret, weak);
	store_open(&store, out);
	cJSON *result = grader_grade(&grader, submission, "submission", store.scratch, NULL);
	const char *verdict = whole_verdict(result), *why = NULL;
	print_result(result);
	/* A file without a score would be taken for a zero, or for the sum of what was graded. */
	if (strcmp(verdict, "internal") != 0) {
		char *text = need(cJSON_Print(result)), *lines = format("%s\n", text);

		why = store_write(&store, RESULT, lines);
		free(lines);
		cJSON_free(text);
	}
	store_close(&store);
	if (why)
		die(STATUS_OURS, "cannot write %s/" RESULT ": %s", out, why);
	if (strcmp(verdict, "internal") == 0)
		die(STATUS_OURS, "this is our fault, and no grade; no " RESULT " was written");
	if (strcmp(verdict, "graded") != 0)
		return STATUS_USAGE;
	return json_number(result, "score") == json_number(result, "max_score") ? STATUS_GOOD : STATUS_FAILED;
}

/* ---- GitHub Classroom: base64 of its own JSON */

static void add_test(cJSON *tests, const cJSON *test, size_t most)
{
	cJSON *one = cJSON_CreateObject();
	bool passed = strcmp(json_text(test, "status"), "passed") == 0;
	const char *output = json_text(test, "output");
	/* Not through the middle of a character. */
	while (most < strlen(output) && (output[most] & 0xC0) == 0x80)
		most--;
	char *message = format("%.*s%s", (int)most, output, most < strlen(output) ? " [cut]" : "");

	cJSON_AddStringToObject(one, "name", json_text(test, "name"));
	cJSON_AddStringToObject(one, "status", passed ? "pass" : cJSON_HasObjectItem(test, "score") ? "fail" : "error");
	cJSON_AddNumberToObject(one, "score", json_number(test, "score"));
	cJSON_AddStringToObject(one, "message", message);
	cJSON_AddStringToObject(one, "test_code", "");
	cJSON_AddStringToObject(one, "filename", "");
	cJSON_AddNumberToObject(one, "line_no", 0);
	cJSON_AddNumberToObject(one, "duration", 0);
	cJSON_AddItemToArray(tests, one);
	free(message);
}

static char *classroom_json(const cJSON *result, size_t most_of_a_message)
{
	cJSON *json = cJSON_CreateObject(), *tests;
	const cJSON *test, *score = cJSON_GetObjectItemCaseSensitive(result, "score");
	int most = json_number(result, "max_score");

	cJSON_AddNumberToObject(json, "version", 1);
	cJSON_AddStringToObject(json, "status", !cJSON_IsNumber(score) ? "error" : score->valueint == most ? "pass" : "fail");
	/* Without a number of points the reporter reports none, where a sum of what was graded would be wrong. */
	cJSON_AddNumberToObject(json, "max_score", cJSON_IsNumber(score) ? most : 0);
	tests = cJSON_AddArrayToObject(json, "tests");
	cJSON_ArrayForEach(test, cJSON_GetObjectItemCaseSensitive(result, "tests"))
		add_test(tests, test, most_of_a_message);
	char *text = need(cJSON_PrintUnformatted(json));
	cJSON_Delete(json);
	return text;
}

/* The reporter gets it in a variable of its environment, and no variable can be longer than 128 KiB. */
static char *classroom_text(const cJSON *result)
{
	char *text = NULL;

	for (size_t most = CLASSROOM_MOST; most && (!text || BASE64_ENCODE_RAW_LENGTH(strlen(text)) > CLASSROOM_MOST); most /= 2) {
		free(text);
		text = classroom_json(result, most);
	}
	return text;
}

int verb_classroom(int argc, char **argv)
{
	const char *out = NULL;

	read_words(argc, argv, (const struct word[]){ { "OUT", &out }, { 0 } });
	if (!out)
		die(STATUS_USAGE, "classroom takes OUT=, the folder in which grade-one has left " RESULT);
	cJSON *result = store_read(&(struct store){ .path = out }, RESULT);
	if (!result)
		die(STATUS_USAGE, "%s/" RESULT " is not there, or no result: there is nothing to report", out);
	char *text = classroom_text(result), *encoded = need(malloc(BASE64_ENCODE_RAW_LENGTH(strlen(text)) + 1));
	base64_encode_raw(encoded, strlen(text), (const uint8_t *)text);
	encoded[BASE64_ENCODE_RAW_LENGTH(strlen(text))] = '\0';
	puts(encoded);
	free(encoded);
	free(text);
	cJSON_Delete(result);
	return STATUS_GOOD;
}
