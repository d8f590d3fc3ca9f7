/* SPDX-License-Identifier: MIT */
/*
 * The autograder for Gradescope, unpacked and run in folders that lie as Gradescope's do; and what GitHub Classroom's
 * workflow does with the same result, its commands taken out of the example.
 */
#include "run.h"

#include <cjson/cJSON.h>
#include <unistd.h>

static char *place; /* where /autograder would be */

/* Make must not know that it runs below another. */
#define ALONE "env -u MAKEFLAGS -u MFLAGS -u MAKELEVEL SETUP=no "

static char *shell(int wanted, const char *format, ...) __attribute__((format(printf, 2, 3)));

static char *shell(int wanted, const char *format, ...)
{
	char *command, *said;
	va_list args;

	va_start(args, format);
	ck_assert_int_ge(vasprintf(&command, format, args), 0);
	va_end(args);
	int status = run(&said, "{ %s\n} 2>&1", command);
	ck_assert_msg(status == wanted, "%.500s: status %d: %.3000s", command, status, said);
	free(command);
	return said;
}

static void begin(void)
{
	const char *parent = getenv("TMPDIR");

	if (place)
		return;
	ck_assert_int_ge(asprintf(&place, "%s/autograder", parent ? parent : "/tmp"), 0);
	free(shell(0, "rm -rf '%s' && mkdir -p '%s/source' && unzip -q build/gradescope.zip -d '%s/source'", place, place, place));
	/* The teacher's secret, as make gradescope SECRET= puts it there. */
	free(shell(0, "echo 'a secret of this test' >'%s/source/secret'", place));
	/* The kit's tools are ours (teach/kit): their objects need not be made again. */
	free(shell(0, "built='%s/source/borrowed-pages/build' && mkdir -p $built/grade && cp -a build/obj $built && cp -a build/grade/layout $built/grade", place));
	free(shell(0, "cd / && AUTOGRADER='%s' " ALONE "'%s/source/setup.sh'", place, place));
	free(shell(0, "cp '%s/source/run_autograder' '%s'", place, place));
}

/* Puts files there as Gradescope does, and grades them. Returns the result, or NULL where there is none. */
static cJSON *hand_in(const char *commands, int wanted)
{
	char *text = NULL;
	size_t size = 0;
	cJSON *json = NULL;

	free(shell(0, "rm -rf '%s/submission' && mkdir '%s/submission' && answers=$PWD/build/exercises/answers tests=$PWD/tests && cd '%s/submission' && %s",
		   place, place, place, commands));
	free(shell(wanted, "cd / && AUTOGRADER='%s' '%s/run_autograder'", place, place));
	char *path;
	ck_assert_int_ge(asprintf(&path, "%s/results/results.json", place), 0);
	FILE *f = fopen(path, "re");
	if (f) {
		ck_assert_int_gt(getdelim(&text, &size, '\0', f), 0);
		fclose(f);
		json = cJSON_Parse(text);
		ck_assert_ptr_nonnull(json);
	}
	free(text);
	free(path);
	return json;
}

static int score_of(const cJSON *json)
{
	const cJSON *score = cJSON_GetObjectItem(json, "score");

	return cJSON_IsNumber(score) ? score->valueint : -1;
}

START_TEST(its_root_is_what_gradescope_expects)
{
	char *said = shell(0, "unzip -Z1 build/gradescope.zip | grep -v /");

	ck_assert_str_eq(said, "run_autograder\nsetup.sh\n");
	free(said);
	free(shell(0, "test -x '%s/source/run_autograder' && test -x '%s/source/setup.sh'", place, place));
	/* No answer goes to Gradescope. */
	said = shell(0, "unzip -Z1 build/gradescope.zip | grep -e '/right-' -e '/wrong-' -e forger; true");
	ck_assert_str_eq(said, "");
	free(said);
}
END_TEST

START_TEST(an_answer)
{
	cJSON *json = hand_in("cp -r \"$answers/01-boot\" .", 0), *test;
	int sum = 0;

	ck_assert_int_eq(score_of(json), 30);
	ck_assert(cJSON_HasObjectItem(json, "max_score") && cJSON_HasObjectItem(json, "output") && cJSON_HasObjectItem(json, "visibility"));
	cJSON_ArrayForEach(test, cJSON_GetObjectItem(json, "tests")) {
		static const char *const fields[] = { "number", "name", "score", "max_score", "status", "output", "output_format", "tags", "visibility", "extra_data" };

		for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
			ck_assert_msg(cJSON_HasObjectItem(test, fields[i]), "a test has no %s", fields[i]);
		sum += cJSON_GetObjectItem(test, "score")->valueint;
	}
	ck_assert_int_eq(sum, 30);
	/* Nothing of ours lies beside it. */
	char *said = shell(0, "ls -A '%s/results'", place);
	ck_assert_str_eq(said, "results.json\n");
	free(said);
	cJSON_Delete(json);
}
END_TEST

/* Gradescope has unpacked a zip already, or not; and learners hand in what they like. */
START_TEST(what_else_is_handed_in)
{
	static const struct { const char *commands; int score; const char *verdict; } handed[] = {
		{ "(cd \"$answers\" && zip -q -r - 01-boot) >it.zip", 30, "graded" },
		{ "mkdir 01-boot && cp \"$answers/01-boot/number.c\" \"$answers/01-boot/ring.c\" 01-boot", 20, "graded" },
		{ "mkdir 01-boot && cp \"$tests/exercises/01-boot/number/forgery-constructor.c\" 01-boot/number.c", 0, "graded" },
		{ "cp /dev/null manifest.json && mkdir 01-boot && echo no >01-boot/number.c", 0, "graded" },
		{ "mkdir -p hw/work && cp -r \"$answers/01-boot\" hw/work && echo >README", 30, "graded" }, { "cp \"$answers/01-boot/\"* .", 0, "rejected" },
		{ "true", 0, "rejected" }, { "ln -s / 01-boot", 0, "rejected" },
		{ "cp -r \"$answers/01-boot\" . && echo '{\"format\":1,\"exercises\":[{\"id\":\"boot/number\",\"contract\":\"1\"}]}' >manifest.json", -1, "not gradable" },
	};
	cJSON *json = hand_in(handed[_i].commands, 0);

	ck_assert_int_eq(score_of(json), handed[_i].score);
	ck_assert_str_eq(cJSON_GetObjectItem(cJSON_GetObjectItem(json, "extra_data"), "verdict")->valuestring, handed[_i].verdict);
	cJSON_Delete(json);
}
END_TEST

/* What would go wrong there is refused here, before anything is uploaded. */
START_TEST(the_words_of_make_gradescope)
{
	static const struct { const char *words, *says; } wrong[] = {
		{ "SECRET='%s/no secret'", "is no file that can be read" }, { "SECRET='%s'", "is no file that can be read" },
		{ "SECRET='%s/nothing'", "has 0 bytes; take 1 to 4096" }, { "WEAK=0 SECRET='%s/right'", "WEAK=0 is nothing that it takes" },
	};
	char *words;

	free(shell(0, "cd '%s' && : >nothing && printf \"it's\" >right && mkdir -p small-kit && echo kit >small-kit/KIT.md", place));
	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		ck_assert_int_ge(asprintf(&words, wrong[i].words, place), 0);
		char *said = shell(2, "tangle/teach/kit/make-gradescope '%s/made' '%s/small-kit' %s", place, place, words);
		ck_assert_msg(strstr(said, wrong[i].says), "%s", said);
		free(said);
		free(words);
	}
	free(shell(1, "ls '%s/made' 2>/dev/null || exit 1", place));
	char *said = shell(0, "tangle/teach/kit/make-gradescope '%s/made' '%s/small-kit' SECRET='%s/right' WEAK=1 && cd '%s/made' && ls && cat secret", place, place, place, place);
	ck_assert_str_eq(said, "run_autograder\nsecret\nsetup.sh\nsmall-kit\nweak\nit's");
	free(said);
}
END_TEST

/* Where the fault is ours there is no result, least of all the last one's. */
START_TEST(our_fault_is_no_grade)
{
	cJSON_Delete(hand_in("cp -r \"$answers/01-boot\" .", 0));
	free(shell(0, "mv '%s/source/borrowed-pages/build/judge/bench.rom' '%s/bench.rom'", place, place));
	cJSON *json = hand_in("cp -r \"$answers/01-boot\" .", 3);
	free(shell(0, "mv '%s/bench.rom' '%s/source/borrowed-pages/build/judge/bench.rom'", place, place));
	ck_assert_ptr_null(json);
}
END_TEST

/* ---- GitHub Classroom */

/* The commands of the example's step `Grade`, run where it would run them, and what they report. */
static cJSON *classroom(const char *commands, int wanted)
{
	/* The workspace has both of them side by side. */
	free(shell(0, "cd '%s/source' && rm -rf submission results && mkdir submission && cd - >/dev/null && answers=$PWD/build/exercises/answers && "
		   "cd '%s/source/submission' && %s", place, place, commands));
	free(shell(0, "sed -n '/name: Grade$/,/name: Report/p' examples/github-classroom.yml | sed -n '/run: |/,/- name/{/run: |/d;/- name/d;s/^          //;p;}' "
		   ">'%s/step' && grep -q grade-one '%s/step'", place, place));
	free(shell(wanted, "rm -f '%s/output'; cd '%s/source/borrowed-pages' && GITHUB_OUTPUT='%s/output' bash -e '%s/step'", place, place, place, place));
	if (wanted)
		return NULL;
	char *decoded = shell(0, "sed -n 's/^result=//p' '%s/output' | base64 -d", place);
	cJSON *json = cJSON_Parse(decoded);
	ck_assert_msg(json != NULL, "%.500s", decoded);
	free(decoded);
	return json;
}

static const char *string_of(const cJSON *json, const char *name)
{
	const cJSON *item = cJSON_GetObjectItem(json, name);

	return cJSON_IsString(item) ? item->valuestring : "";
}

START_TEST(classroom_gets_its_format)
{
	cJSON *json = classroom("cp -r \"$answers/01-boot\" .", 0), *test;
	int sum = 0;

	ck_assert_int_eq(cJSON_GetObjectItem(json, "version")->valueint, 1);
	ck_assert_str_eq(string_of(json, "status"), "fail"); /* the other chapters */
	ck_assert_int_gt(cJSON_GetObjectItem(json, "max_score")->valueint, 30);
	cJSON_ArrayForEach(test, cJSON_GetObjectItem(json, "tests")) {
		static const char *const fields[] = { "name", "status", "score", "message", "test_code", "filename", "line_no", "duration" };

		for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
			ck_assert_msg(cJSON_HasObjectItem(test, fields[i]), "a test has no %s", fields[i]);
		sum += cJSON_GetObjectItem(test, "score")->valueint;
	}
	ck_assert_int_eq(sum, 30);
	cJSON_Delete(json);
	/* The same result of a book that has no more points. */
	char *said = shell(0, "cd '%s/source' && mkdir whole && sed 's/^\\(.\"max_score\":[^0-9]*\\)[0-9]*/\\130/' results/results.json >whole/results.json &&"
			      " ! cmp -s results/results.json whole/results.json", place);
	free(said);
	said = shell(0, "build/bin/grade classroom OUT='%s/source/whole' | base64 -d", place);
	json = cJSON_Parse(said);
	ck_assert_str_eq(string_of(json, "status"), "pass");
	free(said);
	cJSON_Delete(json);
}
END_TEST

/* An environment takes no variable of more than 128 KiB: of long messages only the beginnings are reported. */
START_TEST(classroom_gets_no_more_than_it_can_take)
{
	enum { TESTS = 500 };
	cJSON *json = cJSON_CreateObject(), *tests = cJSON_AddArrayToObject(json, "tests");
	char message[1000], *path;

	for (size_t i = 0; i < sizeof message - 2; i++) /* characters of two bytes: none is cut in its middle */
		message[i] = i % 2 ? '\xa4' : '\xc3';
	message[sizeof message - 2] = '.';
	message[sizeof message - 1] = '\0';
	cJSON_AddNumberToObject(json, "score", 0);
	cJSON_AddNumberToObject(json, "max_score", TESTS);
	for (int i = 0; i < TESTS; i++) {
		cJSON *test = cJSON_CreateObject();

		cJSON_AddStringToObject(test, "name", i ? "later/number: any number" : "boot/number: plain");
		cJSON_AddNumberToObject(test, "score", 0);
		cJSON_AddStringToObject(test, "output", i ? message : "short");
		cJSON_AddItemToArray(tests, test);
	}
	ck_assert_int_ge(asprintf(&path, "%s/large", place), 0);
	free(shell(0, "mkdir -p '%s'", path));
	char *printed = cJSON_Print(json), *file;
	ck_assert_int_ge(asprintf(&file, "%s/results.json", path), 0);
	FILE *f = fopen(file, "we");
	ck_assert_ptr_nonnull(f);
	ck_assert_int_ge(fputs(printed, f), 0);
	ck_assert_int_eq(fclose(f), 0);

	char *encoded = shell(0, "build/bin/grade classroom OUT='%s'", path);
	ck_assert_uint_lt(strlen(encoded), 128 << 10);
	char *decoded = shell(0, "build/bin/grade classroom OUT='%s' | base64 -d", path);
	cJSON *got = cJSON_Parse(decoded);
	ck_assert_ptr_nonnull(got);
	tests = cJSON_GetObjectItem(got, "tests");
	ck_assert_int_eq(cJSON_GetArraySize(tests), TESTS);
	ck_assert_str_eq(string_of(cJSON_GetArrayItem(tests, 0), "message"), "short");
	const char *cut = string_of(cJSON_GetArrayItem(tests, 1), "message"), *end = strstr(cut, " [cut]");
	ck_assert(end && (end - cut) % 2 == 0 && strncmp(cut, message, (size_t)(end - cut)) == 0);
}
END_TEST

/* A sum of what could be graded is no grade: with a highest score of 0 the reporter reports none. */
START_TEST(classroom_gets_no_grade_where_there_is_none)
{
	cJSON *json = classroom("cp -r \"$answers/01-boot\" . && echo '{\"format\":1,\"exercises\":[{\"id\":\"boot/number\",\"contract\":\"1\"}]}' >manifest.json", 0);

	ck_assert_str_eq(string_of(json, "status"), "error");
	ck_assert_int_eq(cJSON_GetObjectItem(json, "max_score")->valueint, 0);
	cJSON_Delete(json);
	free(shell(0, "mv '%s/source/borrowed-pages/build/judge/bench.rom' '%s/bench.rom'", place, place));
	classroom("cp -r \"$answers/01-boot\" .", 1);
	free(shell(0, "mv '%s/bench.rom' '%s/source/borrowed-pages/build/judge/bench.rom'", place, place));
}
END_TEST

/* What the reporter asks for: the job's name, and the runner's, in capitals, in the variable's. */
START_TEST(the_workflow_is_classrooms)
{
	static const char *const lines[] = { "^name: Autograding Tests$", "^  run-autograding-tests:$", "^        id: exercises$", "^          runners: exercises$",
					     "^          EXERCISES_RESULTS: " };

	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
		free(shell(0, "grep -q '%s' examples/github-classroom.yml", lines[i]));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("other people's systems");
	TCase *tcase = tcase_create("gradescope");

	tcase_add_unchecked_fixture(tcase, begin, NULL);
	tcase_add_test(tcase, its_root_is_what_gradescope_expects);
	tcase_add_test(tcase, an_answer);
	tcase_add_loop_test(tcase, what_else_is_handed_in, 0, 9);
	tcase_add_test(tcase, the_words_of_make_gradescope);
	tcase_add_test(tcase, our_fault_is_no_grade);
	tcase_add_test(tcase, classroom_gets_its_format);
	tcase_add_test(tcase, classroom_gets_no_more_than_it_can_take);
	tcase_add_test(tcase, classroom_gets_no_grade_where_there_is_none);
	tcase_add_test(tcase, the_workflow_is_classrooms);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
