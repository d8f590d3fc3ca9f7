/* SPDX-License-Identifier: MIT */
/*
 * Machines that cannot judge: without a compiler or QEMU, or with one that only fails. A class is not begun there, a
 * learner is told why, and nobody is told that a file is wrong which nothing has looked at.
 */
#include "home.h"

#include <unistd.h>

#define PRELOAD "LD_PRELOAD='%s/build/tests/grade/other-machine.so' "

static const struct machine_kind {
	const char *what, *says;
} kinds[] = {
	{ "ABSENT=qemu-system-i386", "there is no QEMU" }, { "FAILS=qemu-system-i386", "QEMU" }, { "ABSENT=gcc", "are gcc and binutils installed?" },
	{ "FAILS=gcc", "the compiler gave up" }, { "ABSENT=ld", "are gcc and binutils installed?" }, { "FAILS=ld", "it cannot be linked" }, { "FAILS=objcopy", "it cannot be linked" },
};
enum { KINDS = sizeof kinds / sizeof *kinds };

static char *place(void)
{
	static char path[4096];
	const char *parent = getenv("TMPDIR");

	snprintf(path, sizeof path, "%s/unable-XXXXXX", parent ? parent : "/tmp");
	ck_assert_ptr_nonnull(mkdtemp(path));
	return path;
}

/* ---- Teachers: the book's own grader, with a submission that is right */

static void hand_in(const char *folder)
{
	char *out;

	ck_assert_msg(run(&out, "mkdir -p '%s/class/ada' && cp -r build/exercises/answers/01-boot '%s/class/ada' 2>&1", folder, folder) == 0, "%s", out);
	free(out);
}

START_TEST(a_class_is_not_begun)
{
	char *folder = place(), *out, *left;

	ck_assert_ptr_nonnull(getcwd(repository, sizeof repository));
	hand_in(folder);
	int status = run(&out, "%s " PRELOAD "build/bin/grade grade-all DIR='%s/class' OUT='%s/results' 2>&1", kinds[_i].what, repository, folder, folder);
	ck_assert_msg(status == 3, "status %d: %.3000s", status, out);
	has(out, kinds[_i].says);
	has(out, "Nothing was graded");
	lacks(out, "[1 of 1");
	free(out);
	run(&left, "cat '%s'/results/*/results.json 2>/dev/null", folder);
	ck_assert_str_eq(left, "");
	free(left);

	/* Results of another day stay as they are. */
	ck_assert_int_eq(run(&out, "build/bin/grade grade-all DIR='%s/class' OUT='%s/results' && cp -r '%s/results' '%s/before'", folder, folder, folder, folder), 0);
	has(out, "ada: 30 of ");
	free(out);
	status = run(&out, "%s " PRELOAD "build/bin/grade grade-all DIR='%s/class' OUT='%s/results' 2>&1", kinds[_i].what, repository, folder, folder);
	ck_assert_int_eq(status, 3);
	free(out);
	ck_assert_int_eq(run(&out, "diff -r '%s/before' '%s/results'", folder, folder), 0);
	free(out);
}
END_TEST

START_TEST(another_systems_grader_writes_nothing)
{
	char *folder = place(), *out, *left;

	ck_assert_ptr_nonnull(getcwd(repository, sizeof repository));
	hand_in(folder);
	int status = run(&out, "%s " PRELOAD "build/bin/grade grade-one SUBMISSION='%s/class/ada' OUT='%s/results' 2>&1", kinds[_i].what, repository, folder, folder);
	ck_assert_msg(status == 3, "status %d: %.3000s", status, out);
	has(out, kinds[_i].says);
	has(out, "Nothing was graded");
	free(out);
	run(&left, "ls -A '%s/results' 2>/dev/null", folder);
	ck_assert_str_eq(left, "");
	free(left);
}
END_TEST

/* ---- Learners */

static int grade_there(char **out, const char *what, const char *words)
{
	return run(out, "%s " PRELOAD "'%s/build/tests/grade/program' %s 2>&1 </dev/null", what, repository, repository, words);
}

/* Only these can be told from a file that is wrong; with a compiler that fails there is what it said. */
START_TEST(the_reason_stands_on_the_screen)
{
	static const int those[] = { 0, 1, 2, 4 };
	static const char *const words[] = { "grade 1", "grade EX=1.1", "answer EX=1.1" };
	const struct machine_kind *kind = &kinds[those[_i]];
	char *out;

	home_make();
	grade_ends(1, "grade 1");
	put_answer("work/01-one/number.c", "number");
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		int status = grade_there(&out, kind->what, words[i]);

		ck_assert_msg(status == 3, "%s: status %d: %.3000s", words[i], status, out);
		has(out, kind->says);
		lacks(out, "does not pass");
		lacks(out, "the book's answer");
		free(out);
	}
	ck_assert_int_eq(grade_there(&out, kind->what, "mine 01"), 10);
	has(out, kind->says);
	lacks(out, "does not pass");
	free(out);
	/* Who insists is not kept from it. */
	ck_assert_int_eq(grade_there(&out, kind->what, "answer EX=1.1 SURE=1"), 0);
	free(out);
	ck_assert_int_eq(grade(&out, "answer EX=1.1"), 0);
	free(out);
}
END_TEST

/* A defect of the judge's in a single case. */
START_TEST(our_defect_is_named)
{
	char *out;

	home_make();
	ck_assert_int_eq(grade(&out, "grade EX=3.2"), 3);
	has(out, "in the case \"broken\": the test asks for nothing");
	has(out, "not the learner's fault");
	free(out);
	ck_assert_int_eq(grade(&out, "grade 3"), 3);
	has(out, "the test asks for nothing");
	free(out);
	ck_assert_int_eq(grade(&out, "answer EX=3.2"), 3);
	has(out, "the test asks for nothing");
	lacks(out, "does not pass");
	free(out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("machines that cannot judge");
	TCase *tcase = tcase_create("unable");

	tcase_add_loop_test(tcase, a_class_is_not_begun, 0, KINDS);
	tcase_add_loop_test(tcase, another_systems_grader_writes_nothing, 0, KINDS);
	tcase_add_loop_test(tcase, the_reason_stands_on_the_screen, 0, 4);
	tcase_add_test(tcase, our_defect_is_named);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
