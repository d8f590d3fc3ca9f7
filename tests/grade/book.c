/* SPDX-License-Identifier: MIT */
/* The book's own exercises, from the first skeleton to what is handed in, as a new learner meets them. */
#include "run.h"

#include <unistd.h>

static char repository[4096];

/* A folder that looks like the book's, with a work/ of its own. */
static void new_learner(void)
{
	const char *scratch = getenv("TMPDIR");
	char folder[4096], *out;

	ck_assert_ptr_nonnull(getcwd(repository, sizeof repository));
	snprintf(folder, sizeof folder, "%s/learner-XXXXXX", scratch ? scratch : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chdir(folder), 0);
	ck_assert_int_eq(run(&out, "r='%s'; mkdir build && cp -r $r/build/exercises/exercises . && ln -s $r/tangle tangle && ln -s $r/build/bin $r/build/exercises "
		"$r/build/judge $r/build/[0-9][0-9] build", repository), 0);
	free(out);
}

__attribute__((format(printf, 2, 3)))
static int grade(char **out, const char *format, ...)
{
	char words[512];
	va_list args;

	va_start(args, format);
	vsnprintf(words, sizeof words, format, args);
	va_end(args);
	int status = run(out, "build/bin/grade %s 2>&1 </dev/null", words);

	for (const char *line = *out; *line; line += strcspn(line, "\n"), line += *line == '\n') {
		size_t n = strcspn(line, "\n"), columns = 0;

		for (size_t i = 0; i < n; i++)
			columns += ((unsigned char)line[i] & 0xC0) != 0x80;
		ck_assert_msg(columns <= 80, "over 80 columns: %.*s", (int)n, line);
	}
	return status;
}

static void says(const char *out, const char *part)
{
	ck_assert_msg(strstr(out, part) != NULL, "\"%s\" is not in:\n%.3000s", part, out);
}

/* What the catalogue says of one: its number, id and folder, and the first of its files. */
struct exercise {
	char number[16], id[128], folder[64], file[64];
};

static int all_exercises(struct exercise *list, int most)
{
	char *out;
	int count = 0;

	ck_assert_int_eq(run(&out, "sed -n 's/^{\"number\":\"\\([^\"]*\\)\",\"id\":\"\\([^\"]*\\)\",\"folder\":\"\\([^\"]*\\)\",\"tier\":\"[a-z]*\",\"files\":\\[\"\\([^\"]*\\)\".*/\\1 \\2 \\3 \\4/p' "
		"build/exercises/catalogue.json"), 0);
	for (char *rest, *line = strtok_r(out, "\n", &rest); line && count < most; line = strtok_r(NULL, "\n", &rest), count++)
		ck_assert_int_eq(sscanf(line, "%15s %127s %63s %63s", list[count].number, list[count].id, list[count].folder, list[count].file), 4);
	free(out);
	ck_assert_int_gt(count, 0);
	return count;
}

START_TEST(from_skeletons_to_a_submission)
{
	static struct exercise list[256];
	int count = all_exercises(list, 256);
	char *out, place[256], sum[64];

	for (int i = 0; i < count; i++)
		if (i == 0 || strcmp(list[i].folder, list[i - 1].folder) != 0) {
			ck_assert_int_eq(grade(&out, "grade %s", strchr(list[i].folder, '-') + 1), 1);
			says(out, "Copied for you to edit: work/");
			says(out, "\n0 of ");
			free(out);
		}

	/* The book's answers, but one that does not compile. */
	ck_assert_int_eq(run(&out, "cp -r build/exercises/answers/. work && cp work/%s/%s saved && echo 'int number(' >work/%s/%s",
		list[0].folder, list[0].file, list[0].folder, list[0].file), 0);
	free(out);
	ck_assert_int_eq(grade(&out, "grade %s", strchr(list[0].folder, '-') + 1), 1);
	says(out, "rejected");
	says(out, "Next:   make grade EX=1.1");
	free(out);
	ck_assert_int_eq(grade(&out, "grade EX=1.1"), 2);
	snprintf(place, sizeof place, "work/%s/%s:1:", list[0].folder, list[0].file);
	says(out, place);
	free(out);
	ck_assert_int_eq(run(&out, "cp saved work/%s/%s", list[0].folder, list[0].file), 0);
	free(out);
	ck_assert_int_eq(grade(&out, "grade"), 0);
	snprintf(sum, sizeof sum, "%d of %d exercises passed, ", count, count);
	says(out, sum);
	says(out, "Next:   make submit");
	free(out);
	ck_assert_int_eq(grade(&out, "progress"), 0);
	says(out, "passed, ");
	free(out);
	ck_assert_int_eq(grade(&out, "submit"), 0);
	free(out);
	ck_assert_int_eq(run(&out, "unzip -Z1 work/submit/submission-1.zip | grep -c '^[0-9][0-9]-.*\\.c$'"), 0);
	ck_assert_int_ge(atoi(out), count);
	free(out);
}
END_TEST

/* Each exercise, as it was copied: three hints, the answer for those who insist, and everything about one of each chapter, whose number
   the catalogue draws. */
START_TEST(every_exercise_has_its_verbs)
{
	static struct exercise list[256];
	int count = all_exercises(list, 256);
	char *out;

	ck_assert_int_eq(run(&out, "cksum <build/exercises/catalogue.json"), 0);
	int drawn = (int)(strtoul(out, NULL, 10) % 256);
	free(out);
	ck_assert_int_eq(run(&out, "mkdir work && cp -r exercises/. work"), 0);
	free(out);
	for (int i = 0, of; i < count; i += of) {
		for (of = 1; i + of < count && strcmp(list[i + of].folder, list[i].folder) == 0; )
			of++;
		const char *id = list[i + drawn % of].id;
		int status = grade(&out, "grade EX=%s", id);
		ck_assert_msg(status == 1 || (status == 2 && strstr(out, "Verdict: skipped")), "%s: %d\n%.3000s", id, status, out);
		says(out, id);
		if (status == 1)
			says(out, "Reread: build/book/html/");
		free(out);
	}
	for (int i = 0; i < count; i++) {
		for (int k = 1; k <= 3; k++) {
			ck_assert_int_eq(grade(&out, "hint EX=%s", list[i].number), 0);
			char hint[16];
			snprintf(hint, sizeof hint, "Hint %d   ", k);
			says(out, hint);
			free(out);
		}
		ck_assert_int_eq(grade(&out, "answer EX=%s SURE=1", list[i].id), 0);
		says(out, "SPDX-License-Identifier: GPL-2.0-only");
		free(out);
		ck_assert_int_eq(grade(&out, "reset EX=%s", list[i].id), 0);
		says(out, "is the skeleton already");
		free(out);
	}
}
END_TEST

/* The kernel of the last chapter with every answer that can stand in it: the book's own predictions hold. */
START_TEST(the_kernel_with_all_that_passes)
{
	char *out;

	ck_assert_int_eq(run(&out, "mkdir -p work && cp -r build/exercises/answers/. work && prefix=$(cd build && ls -d [0-9][0-9] | tail -n 1) && "
		"RUN=batch build/bin/grade mine $prefix 2>&1 </dev/null"), 0);
	says(out, "Yours: work/01-boot/number.c in place of lib/number.c\n");
	says(out, " experiments hold\n");
	free(out);
	/* A log that takes longer than the book's is none the worse. */
	ck_assert_int_eq(run(&out, "RUN=batch build/bin/grade try EX=boot/ring 2>&1 </dev/null"), 0);
	says(out, " experiments hold\n");
	free(out);
	ck_assert_int_eq(run(&out, "echo 'int number(' >work/01-boot/number.c; RUN=batch build/bin/grade try EX=boot/number 2>&1 </dev/null"), 1);
	says(out, "work/01-boot/number.c:1:");
	free(out);
}
END_TEST

/* What a crash in a kernel has found stands there as it is: there is nothing that was expected. */
START_TEST(a_reset_is_explained)
{
	char *out;

	ck_assert_int_eq(run(&out, "mkdir -p work && '%s/build/bin/edit' apply '%s/tests/exercises/03-paging/switch/wrong-no-way-down.edit' build/exercises/answers/03-paging work/03-paging", repository, repository), 0);
	free(out);
	ck_assert_int_eq(grade(&out, "grade EX=paging/switch"), 1);
	says(out, "\n      Found:\n        0x");
	says(out, "the processor was about to read its next instruction there\n        no handler was reached, and the machine reset\n");
	free(out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("book");
	TCase *tcase = tcase_create("book");

	tcase_add_checked_fixture(tcase, new_learner, NULL);
	tcase_add_test(tcase, from_skeletons_to_a_submission);
	tcase_add_test(tcase, every_exercise_has_its_verbs);
	tcase_add_test(tcase, the_kernel_with_all_that_passes);
	tcase_add_test(tcase, a_reset_is_explained);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
