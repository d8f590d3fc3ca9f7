/* SPDX-License-Identifier: MIT */
/* One whole submission: which files belong to which exercise, which contracts hold, and what needs what. */
#include "whole.h"

#include <check.h>
#undef fail
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Two exercises are enough: boot/number, and the same file again as if it were another that needs it. */
static struct entry entries[2];
static struct catalogue catalogue = { 2, entries };
static char scratch[4000], *answer;
static struct intake in;

static char *read_text(const char *path)
{
	char *bytes = NULL;
	size_t size = 0;
	FILE *f = fopen(path, "re");

	ck_assert_msg(f && getdelim(&bytes, &size, '\0', f) > 0, "%s", path);
	fclose(f);
	return bytes;
}

static void begin(void)
{
	struct catalogue all;
	const char *parent = getenv("TMPDIR"), *trouble = catalogue_load(&all, "build/exercises");
	const struct entry *number = catalogue_find(&all, "boot/number");
	static const char *const needs[] = { "boot/number", NULL };

	ck_assert_msg(!trouble && number, "%s", trouble);
	entries[0] = entries[1] = *number;
	entries[1].number = "2.1";
	entries[1].folder = "02-later";
	entries[1].chapter = "later";
	entries[1].id = "later/number";
	entries[1].needs = needs;
	answer = read_text("build/exercises/answers/01-boot/number.c");
	snprintf(scratch, sizeof scratch, "%s/whole-XXXXXX", parent ? parent : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(scratch));
	in = (struct intake){ 0 };
}

static void end(void)
{
	intake_free(&in);
	ck_assert_int_eq(rmdir(scratch), 0); /* nothing was left in it */
}

static void hand_in(const char *path, const char *bytes)
{
	ck_assert(intake_add(&in, path, bytes, strlen(bytes), NULL));
}

static cJSON *grade(void)
{
	return whole_grade(&catalogue, &in, &(struct whole_options){ .name = "x", .grader = "g", .scratch = scratch, .seed = 1, .level = LEVEL_BUBBLEWRAP });
}

static const char *string_of(const cJSON *json, const char *name)
{
	const cJSON *item = cJSON_GetObjectItem(json, name);

	return cJSON_IsString(item) ? item->valuestring : "";
}

/* Checks the verdicts of both exercises, and of the whole; score -1: there is none. */
static void expect_verdicts(const char *first, const char *second, const char *whole, int score, const char *says)
{
	cJSON *result = grade(), *extra = cJSON_GetObjectItem(result, "extra_data"), *exercises = cJSON_GetObjectItem(extra, "exercises");
	const cJSON *points = cJSON_GetObjectItem(result, "score");
	char *all = cJSON_PrintUnformatted(result);

	ck_assert_msg(strcmp(string_of(cJSON_GetArrayItem(exercises, 0), "verdict"), first) == 0, "first: %.3000s", all);
	ck_assert_msg(strcmp(string_of(cJSON_GetArrayItem(exercises, 1), "verdict"), second) == 0, "second: %.3000s", all);
	ck_assert_msg(strcmp(whole_verdict(result), whole) == 0, "whole: %.3000s", all);
	ck_assert_msg((points ? points->valueint : -1) == score, "score: %.3000s", all);
	ck_assert_msg(strstr(all, says), "it does not say %s: %.3000s", says, all);
	cJSON_free(all);
	cJSON_Delete(result);
}

/* A manifest that lists one exercise. */
static void manifest(const char *id, const char *contract)
{
	char text[512];

	snprintf(text, sizeof text, "{\"format\":1,\"name\":\"\",\"exercises\":[{\"id\":\"%s\",\"contract\":\"%s\",\"files\":[]}]}", id, contract);
	hand_in("manifest.json", text);
}

START_TEST(a_chapter_may_have_another_number)
{
	hand_in("07-boot/number.c", answer);
	expect_verdicts("pass", "missing", "graded", 10, "There is no manifest");
}
END_TEST

START_TEST(the_books_own_number_wins)
{
	hand_in("01-boot/number.c", answer);
	hand_in("07-boot/number.c", "no C");
	expect_verdicts("pass", "missing", "graded", 10, "Ignored: 07-boot/number.c");
}
END_TEST

START_TEST(what_is_needed_must_pass)
{
	hand_in("02-later/number.c", answer);
	expect_verdicts("missing", "skipped", "graded", 0, "it needs boot/number, which did not pass (missing)");
	hand_in("01-boot/number.c", answer);
	expect_verdicts("pass", "pass", "graded", 20, "20 of 20 points: 2 passed.");
}
END_TEST

START_TEST(what_needs_the_ungradable_is_no_zero_either)
{
	hand_in("01-boot/number.c", answer);
	hand_in("02-later/number.c", answer);
	manifest("boot/number", "0123");
	expect_verdicts("not gradable", "not gradable", "not gradable", -1, "contract changed");
}
END_TEST

START_TEST(contracts_that_hold)
{
	static const char *const earlier[] = { "feed", NULL };

	hand_in("01-boot/number.c", answer);
	manifest("boot/number", _i == 0 ? entries[0].contract : _i == 1 ? "feed" : "");
	entries[0].accepts = earlier;
	if (_i < 2)
		expect_verdicts("pass", "missing", "graded", 10, "1 passed");
	else
		expect_verdicts("not gradable", "missing", "not gradable", -1, "under the contract (none)");
}
END_TEST

START_TEST(manifests)
{
	static const struct { const char *text, *first, *whole, *says; int score; } kinds[] = {
		{ "{", "pass", "graded", "The manifest cannot be read", 10 }, { "[]", "pass", "graded", "The manifest cannot be read", 10 },
		{ "{\"format\":2}", "not gradable", "not gradable", "its manifest has the format 2", -1 },
		{ "{\"format\":\"1\"}", "not gradable", "not gradable", "its manifest has the format -1", -1 },
		{ "{\"format\":1,\"exercises\":7}", "pass", "graded", "boot/number is not in the manifest", 10 },
		{ "{\"format\":1,\"exercises\":[{\"id\":\"boot/other\\u0007\\n\"}]}", "pass", "not gradable", "this book has no exercise \\\"boot/other??\\\"", -1 },
		{ "{\"format\":1,\"name\":\"a\\nb\",\"exercises\":[]}", "pass", "graded", "\"learner\":\"a?b\"", 10 },
	};

	hand_in("01-boot/number.c", answer);
	hand_in("manifest.json", kinds[_i].text);
	expect_verdicts(kinds[_i].first, strcmp(kinds[_i].first, "pass") == 0 ? "missing" : "not gradable", kinds[_i].whole, kinds[_i].score, kinds[_i].says);
}
END_TEST

START_TEST(nothing_that_belongs_to_the_book)
{
	hand_in("homework.docx", "x");
	hand_in("evil\x1b[2J\n", "x");
	expect_verdicts("missing", "missing", "rejected", 0, "it holds no file of an exercise");
}
END_TEST

/* A learner who has not begun is told apart from one who is wrong; the verdict is the same. */
START_TEST(as_it_was_copied)
{
	static const struct { const char *behind; bool untouched; const char *says; } kinds[] = {
		{ "", true, "0 of 20 points: 1 as copied, 1 not handed in." }, { "/* mine */\n", false, "0 of 20 points: 1 failed, 1 not handed in." } };
	char text[8192];

	snprintf(text, sizeof text, "%s%s", read_text("build/exercises/exercises/01-boot/number.c"), kinds[_i].behind);
	hand_in("01-boot/number.c", text);
	expect_verdicts("fail", "missing", "graded", 0, kinds[_i].says);
	cJSON *result = grade(), *first = cJSON_GetArrayItem(cJSON_GetObjectItem(cJSON_GetObjectItem(result, "extra_data"), "exercises"), 0);
	ck_assert_int_eq(cJSON_IsTrue(cJSON_GetObjectItem(first, "untouched")), kinds[_i].untouched);
	cJSON_Delete(result);
}
END_TEST

/* What looks for the answer on the grader's machine is a sign of an attack; what only cannot be compiled is not. */
START_TEST(a_path_of_the_machines)
{
	static const struct { const char *text, *says; bool sign; } kinds[] = {
		{ "#include \"/home/teacher/answer.c\"\n", "fatal error: /home/teacher/answer.c", true },
		{ "asm(\".include \\\"/home/teacher/answer.s\\\"\");\n", "Error: can't open /home/teacher/answer.s", true },
		{ "asm(\".incbin \\\"/home/teacher/answer.o\\\"\");\n", "Error: file not found: /home/teacher/answer.o", true },
		{ "#include \"number.h\"\n", "fatal error: number.h", false },
		{ "asm(\"moov %eax, %ebx\");\n", "does not compile: {standard input}:", false },
	};

	hand_in("01-boot/number.c", kinds[_i].text);
	expect_verdicts("rejected", "missing", "graded", 0, kinds[_i].says);
	cJSON *result = grade(), *first = cJSON_GetArrayItem(cJSON_GetObjectItem(cJSON_GetObjectItem(result, "extra_data"), "exercises"), 0);
	ck_assert_int_eq(cJSON_HasObjectItem(first, "attack"), kinds[_i].sign);
	cJSON_Delete(result);
}
END_TEST

START_TEST(a_file_that_the_manifest_does_not_know)
{
	hand_in("01-boot/number.c", answer);
	hand_in("manifest.json", "{\"format\":1,\"exercises\":[{\"id\":\"boot/number\",\"contract\":\"feed\",\"files\":[{\"name\":\"number.c\",\"sha256\":\"00\"}]}]}");
	entries[0].accepts = (const char *const[]){ "feed", NULL };
	expect_verdicts("pass", "missing", "graded", 10, "number.c of boot/number is not the file that the manifest speaks of");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("a whole submission");
	TCase *tcase = tcase_create("exercises");

	tcase_add_checked_fixture(tcase, begin, end);
	tcase_add_test(tcase, a_chapter_may_have_another_number);
	tcase_add_test(tcase, the_books_own_number_wins);
	tcase_add_test(tcase, what_is_needed_must_pass);
	tcase_add_test(tcase, what_needs_the_ungradable_is_no_zero_either);
	tcase_add_loop_test(tcase, contracts_that_hold, 0, 3);
	tcase_add_loop_test(tcase, manifests, 0, 7);
	tcase_add_loop_test(tcase, as_it_was_copied, 0, 2);
	tcase_add_loop_test(tcase, a_path_of_the_machines, 0, 5);
	tcase_add_test(tcase, nothing_that_belongs_to_the_book);
	tcase_add_test(tcase, a_file_that_the_manifest_does_not_know);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
