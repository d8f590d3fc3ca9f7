/* SPDX-License-Identifier: MIT */
/* One whole submission: which files belong to which exercise, which contracts hold, and what needs what. */
#include "teach/whole.h"

#include <check.h>
#undef fail
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Two exercises are enough: boot/number, and the same file again as if it were another that needs it. */
static struct entry entries[2];
static struct catalogue catalogue = { 2, entries };
static char scratch[4000], *answer, *skeleton;
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
	skeleton = read_text("build/exercises/exercises/01-boot/number.c");
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

/* Up to its end; for the time until the next call. */
static const char *text_of_line(const char *line)
{
	static char copy[1024];

	snprintf(copy, sizeof copy, "%.*s", (int)strcspn(line, "\n"), line);
	return copy;
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

/* ---- Exercises that were in another chapter */

static void expect_found(const char *first, int score, const char *found);

static void move(void)
{
	static const char *const was[] = { "older/number", "old/number", NULL };

	entries[0].was = was;
}

START_TEST(where_it_was_before)
{
	move();
	hand_in("work/04-old/number.c", answer);
	expect_found("pass", 10, "boot/number is graded from the folder that it was in as old/number: work/04-old.\nFound: 1 file in work/.\n");
}
END_TEST

/* Where the book has it now counts, however deep; unless it is only as it was copied. */
START_TEST(in_the_new_place_as_well)
{
	move();
	hand_in("my/work/01-boot/number.c", _i == 0 ? answer : skeleton);
	hand_in("work/04-old/number.c", _i == 0 ? "no C" : answer);
	expect_found("pass", 10, _i == 0 ?
		     "boot/number is there more than once, and not the same: my/work/01-boot is graded, work/04-old is not.\n"
		     "Found: 1 file in my/work/.\nIgnored: work/04-old/number.c.\n" :
		     "boot/number is graded from the folder that it was in as old/number: work/04-old.\n"
		     "Found: 1 file in work/.\nIgnored: my/work/01-boot/number.c.\n");
}
END_TEST

/* Packed by an edition of the book that called it so. */
START_TEST(a_manifest_from_before)
{
	move();
	hand_in("04-old/number.c", _i == 2 ? skeleton : answer);
	manifest(_i == 3 ? "oldest/number" : "old/number", _i == 1 ? "0123" : entries[0].contract);
	if (_i == 1)
		expect_verdicts("not gradable", "missing", "not gradable", -1, "under the contract 0123");
	else if (_i == 3)
		expect_verdicts("pass", "missing", "not gradable", -1, "this book has no exercise \\\"oldest/number\\\"");
	else
		expect_verdicts(_i == 0 ? "pass" : "fail", "missing", "graded", _i == 0 ? 10 : 0, _i == 0 ? "1 passed" : "1 as copied");
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
	expect_verdicts("missing", "missing", "rejected", 0, "it holds no file of an exercise; they are looked for as NN-slug/FILE.c, such as "
			"01-boot/number.c, as `make submit` packs them. It holds homework.docx, evil?[2J?");
}
END_TEST

/* ---- Where people put it */

/* What was found where, what was not, and that it is said: in the output, and in what is printed. */
static void expect_found(const char *first, int score, const char *found)
{
	cJSON *result = grade();
	const cJSON *extra = cJSON_GetObjectItem(result, "extra_data"), *exercises = cJSON_GetObjectItem(extra, "exercises");
	const char *output = string_of(result, "output"), *line = string_of(extra, "found");

	ck_assert_msg(strcmp(string_of(cJSON_GetArrayItem(exercises, 0), "verdict"), first) == 0, "%s", output);
	ck_assert_int_eq(cJSON_GetObjectItem(result, "score")->valueint, score);
	ck_assert_str_eq(line, found);
	for (; *line; line += strcspn(line, "\n") + 1)
		if (strncmp(line, "Ignored: ", 9) != 0)
			ck_assert_msg(strstr(output, text_of_line(line)), "%s is not in %s", text_of_line(line), output);
	cJSON_Delete(result);
}

START_TEST(wherever_it_lies)
{
	static const struct { const char *path, *found; } kinds[] = {
		{ "01-boot/number.c", "Ignored: README.\n" }, { "work/01-boot/number.c", "Found: 1 file in work/.\nIgnored: README.\n" },
		{ "a/b/c/07-boot/number.c", "Found: 1 file in a/b/c/.\nIgnored: README.\n" },
		{ "exercises/01-boot/number.c", "Found: 1 file in exercises/.\nIgnored: README.\n" },
	};

	hand_in("README", "my work\n");
	hand_in(kinds[_i].path, answer);
	expect_found("pass", 10, kinds[_i].found);
}
END_TEST

/* Skeletons, tests and the kernel's own files are no learner's, and what was written counts before what was only copied. */
START_TEST(a_whole_copy_of_the_book)
{
	hand_in("exercises/01-boot/number.c", skeleton);
	hand_in("exercises/02-later/number.c", skeleton);
	hand_in("kernel/lib/number.c", "the kernel's\n");
	hand_in("tests/exercises/01-boot/number.c", "the cases\n");
	hand_in("tests/exercises/02-later/number.c", "the cases\n");
	if (_i == 0)
		expect_found("missing", 0, "Ignored: exercises/01-boot/number.c, exercises/02-later/number.c, kernel/lib/number.c and 2 more.\n");
	hand_in("work/01-boot/number.c", _i == 1 ? answer : skeleton);
	if (_i == 1)
		expect_found("pass", 10, "Found: 1 file in work/.\nIgnored: exercises/01-boot/number.c, exercises/02-later/number.c, kernel/lib/number.c and 2 more.\n");
	else if (_i == 2)
		expect_found("fail", 0, "Found: 1 file in work/.\nIgnored: exercises/01-boot/number.c, exercises/02-later/number.c, kernel/lib/number.c and 2 more.\n");
	if (_i < 3)
		return;
	/* Edited in the wrong folder, and never graded at home. */
	hand_in("my/exercises/01-boot/number.c", answer);
	expect_found("pass", 10, "Found: 1 file in my/exercises/.\nIgnored: exercises/01-boot/number.c, exercises/02-later/number.c, kernel/lib/number.c and 3 more.\n");
}
END_TEST

START_TEST(the_same_file_in_two_places)
{
	static const struct { const char *paths[2], *texts[2]; const char *found; } kinds[] = {
		{ { "old/01-boot/number.c", "work/01-boot/number.c" }, { "no C", NULL },
		  "boot/number is there more than once, and not the same: work/01-boot is graded, old/01-boot is not.\nFound: 1 file in work/.\nIgnored: old/01-boot/number.c.\n" },
		{ { "01-boot/number.c", "a/work/01-boot/number.c" }, { "no C", NULL },
		  "boot/number is there more than once, and not the same: a/work/01-boot is graded, 01-boot is not.\nFound: 1 file in a/work/.\nIgnored: 01-boot/number.c.\n" },
		{ { "a/b/01-boot/number.c", "b/01-boot/number.c" }, { "no C", NULL },
		  "boot/number is there more than once, and not the same: b/01-boot is graded, a/b/01-boot is not.\nFound: 1 file in b/.\nIgnored: a/b/01-boot/number.c.\n" },
		{ { "exercises/01-boot/number.c", "my/homework/01-boot/number.c" }, { "no C", NULL },
		  "boot/number is there more than once, and not the same: my/homework/01-boot is graded, exercises/01-boot is not.\n"
		  "Found: 1 file in my/homework/.\nIgnored: exercises/01-boot/number.c.\n" },
		/* The same, and only copied: nothing to be said. */
		{ { "old/01-boot/number.c", "work/01-boot/number.c" }, { NULL, NULL }, "Found: 1 file in work/.\nIgnored: old/01-boot/number.c.\n" },
		{ { "work/01-boot/number.c", "z/z/01-boot/number.c" }, { "", NULL }, "Found: 1 file in z/z/.\nIgnored: work/01-boot/number.c.\n" },
	};

	for (int i = 0; i < 2; i++)
		hand_in(kinds[_i].paths[i], !kinds[_i].texts[i] ? answer : *kinds[_i].texts[i] ? kinds[_i].texts[i] : skeleton);
	expect_found("pass", 10, kinds[_i].found);
}
END_TEST

/* Called as it should be, and in no folder of the book: no points, but no silence. */
START_TEST(a_file_in_no_folder)
{
	static const struct { const char *path, *found; } kinds[] = {
		{ "number.c", "Not graded: number.c is called like a file of boot/number, and lies in no folder 01-boot.\nIgnored: number.c.\n" },
		{ "boot/number.c", "Not graded: boot/number.c is called like a file of boot/number, and lies in no folder 01-boot.\nIgnored: boot/number.c.\n" },
	};

	hand_in(kinds[_i].path, answer);
	expect_found("missing", 0, kinds[_i].found);
	expect_verdicts("missing", "missing", "rejected", 0, kinds[_i].path);
}
END_TEST

/* Beside the chapters, wherever these are. */
START_TEST(the_manifest_of_a_place)
{
	hand_in("sub/01-boot/number.c", answer);
	hand_in("README", "");
	hand_in("sub/manifest.json", "{\"format\":1,\"exercises\":[{\"id\":\"boot/number\",\"contract\":\"00\"}]}");
	hand_in("web/manifest.json", "{\"format\":7}");
	expect_verdicts("not gradable", "missing", "not gradable", -1, "under the contract 00");
}
END_TEST

/* ---- What is in it */

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

/* What looks for the answer on the grader's machine is a sign of an attack, and what no slip makes of a file; what only cannot be
 * compiled or linked is not. */
START_TEST(signs_of_an_attack)
{
	static const struct { const char *text, *says; bool sign; } kinds[] = {
		{ "#include \"/home/teacher/answer.c\"\n", "fatal error: /home/teacher/answer.c", true },
		{ "asm(\".include \\\"/home/teacher/answer.s\\\"\");\n", "Error: can't open /home/teacher/answer.s", true },
		{ "asm(\".incbin \\\"/home/teacher/answer.o\\\"\");\n", "Error: file not found: /home/teacher/answer.o", true },
		{ "#include \"number.h\"\n", "fatal error: number.h", false },
		{ "asm(\"moov %eax, %ebx\");\n", "does not compile: {standard input}:", false },
		{ "int odd __attribute__((section(\".odd\"))) = 1;\n", "a section that no kernel file has: .odd", true },
		{ "void chosen(void) __attribute__((ifunc(\"choose\")));\nvoid *choose(void) { return 0; }\n", "a function that is chosen when the program starts", true },
		{ "void elsewhere(void);\nvoid number(void) { elsewhere(); }\n", "it uses elsewhere, which this exercise does not have", false },
		{ "void other(void) { }\n", "it does not define number", false },
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
	tcase_add_test(tcase, where_it_was_before);
	tcase_add_loop_test(tcase, in_the_new_place_as_well, 0, 2);
	tcase_add_loop_test(tcase, a_manifest_from_before, 0, 4);
	tcase_add_test(tcase, what_is_needed_must_pass);
	tcase_add_test(tcase, what_needs_the_ungradable_is_no_zero_either);
	tcase_add_loop_test(tcase, contracts_that_hold, 0, 3);
	tcase_add_loop_test(tcase, manifests, 0, 7);
	tcase_add_loop_test(tcase, as_it_was_copied, 0, 2);
	tcase_add_loop_test(tcase, signs_of_an_attack, 0, 9);
	tcase_add_test(tcase, nothing_that_belongs_to_the_book);
	tcase_add_loop_test(tcase, wherever_it_lies, 0, 4);
	tcase_add_loop_test(tcase, a_whole_copy_of_the_book, 0, 4);
	tcase_add_loop_test(tcase, the_same_file_in_two_places, 0, 6);
	tcase_add_loop_test(tcase, a_file_in_no_folder, 0, 2);
	tcase_add_test(tcase, the_manifest_of_a_place);
	tcase_add_test(tcase, a_file_that_the_manifest_does_not_know);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
