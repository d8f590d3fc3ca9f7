/* SPDX-License-Identifier: MIT */
/* What make bench makes of its figures, and that a row that cannot be measured stops no other and is not forgotten. */
#include "run.h"

#include "bench/figures.h"
#include "bench/row.h"

#include <math.h>
#include <stdbool.h>
#include <time.h>

START_TEST(medians)
{
	ck_assert_double_eq(median((double[]){ 7 }, 1), 7);
	ck_assert_double_eq(median((double[]){ 9, 1, 100 }, 3), 9);
	ck_assert_double_eq(median((double[]){ 8, 1, 2, 4 }, 4), 3);
}
END_TEST

START_TEST(lines)
{
	struct line straight = line_through((double[]){ 1, 2, 3, 4 }, (double[]){ 5, 7, NAN, 11 }, 4);

	ck_assert_double_eq_tol(straight.slope, 2, 1e-9);
	ck_assert_double_eq_tol(straight.at_0, 3, 1e-9);

	struct line between = line_through((double[]){ 1, 2, 3 }, (double[]){ 1, 3, 2 }, 3);

	ck_assert_double_eq_tol(between.slope, 0.5, 1e-9);
	ck_assert_double_eq_tol(between.at_0, 1, 1e-9);
	ck_assert_double_nan(line_through((double[]){ 1, 2 }, (double[]){ 1, NAN }, 2).slope);
}
END_TEST

/* Where these tests' commands run, and what they and the rows print. */
static char log_file[4096], rows_file[4096];

static struct place use_a_folder(void)
{
	const char *folder = getenv("TMPDIR") ? getenv("TMPDIR") : "/tmp";

	snprintf(log_file, sizeof log_file, "%s/bench.log", folder);
	snprintf(rows_file, sizeof rows_file, "%s/bench.rows", folder);
	return (struct place){ folder, log_file };
}

/* Whether one line of the rows holds this. */
static bool says(const char *pattern)
{
	char *out;
	int status = run(&out, "grep -q '%s' '%s'", pattern, rows_file);

	free(out);
	return status == 0;
}

START_TEST(a_row_that_fails_stops_no_other_and_ends_red)
{
	struct place here = use_a_folder();
	int status;

	ck_assert_ptr_nonnull(freopen(rows_file, "w", stdout));
	row(&here, (struct measured){ .what = "first", .command = "echo no such thing; exit 3" });
	row(&here, (struct measured){ .what = "second", .command = "true", .budget = 100 });
	row(&here, (struct measured){ .what = "third", .command = "echo other words", .until = "these words" });
	row(&here, (struct measured){ .what = "fourth", .before = "exit 1", .command = "true" });
	row_value("fifth", 7, "KiB", 6);
	row_value("sixth", 6, "KiB", 6);
	status = rows_end();
	fflush(stdout);
	ck_assert_int_eq(status, 3);
	ck_assert(says("^first  *FAILED") && says("^no such thing$"));
	ck_assert(says("^second  *0\\.[0-9 .]* 100\\.0  *3 "));
	ck_assert(says("^fifth  *7 KiB  *6 KiB  OVER$") && says("^sixth  *6 KiB  *6 KiB$"));
	ck_assert(says("^over budget: fifth$"));
	ck_assert(says("^failed: first; third; fourth$"));
}
END_TEST

START_TEST(over_budget_is_red)
{
	struct place here = use_a_folder();

	ck_assert_ptr_nonnull(freopen(rows_file, "w", stdout));
	ck_assert_int_eq(rows_end(), 0);
	row(&here, (struct measured){ .what = "slow", .command = "sleep 0.01", .budget = 0.001 });
	ck_assert_int_eq(rows_end(), 1);
}
END_TEST

/* Who started it has gone long since, and waits for nothing. */
START_TEST(what_lost_its_parent_is_counted)
{
	struct place here = use_a_folder();
	struct run run;

	run_begin();
	run = run_command(here.folder, "(sh -c 'i=0; while [ $i -lt 200000 ]; do i=$((i + 1)); done; echo over >over' >log 2>&1 &)", NULL, here.log);
	ck_assert(run.good);
	ck_assert_double_gt(run.processor, 0.02);
	ck_assert_double_gt(run.peak, 100);
}
END_TEST

/* The command goes on until that line has been heard, and then for a while. */
START_TEST(a_line_stops_the_clock)
{
	struct place here = use_a_folder();
	struct timespec before, after;
	char *out;

	ck_assert_int_eq(run(&out, "rm -f '%s'", here.log), 0);
	clock_gettime(CLOCK_MONOTONIC, &before);
	struct run run = run_command(here.folder, "echo one; echo it is two; until grep -q two bench.log; do :; done; sleep 0.2", "is two", here.log);
	clock_gettime(CLOCK_MONOTONIC, &after);

	ck_assert(run.good);
	ck_assert_double_ge((double)(after.tv_sec - before.tv_sec) + (double)(after.tv_nsec - before.tv_nsec) / 1e9 - run.seconds, 0.2);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("repo/bench");
	TCase *tcase = tcase_create("make bench");

	tcase_add_test(tcase, medians);
	tcase_add_test(tcase, lines);
	tcase_add_test(tcase, a_row_that_fails_stops_no_other_and_ends_red);
	tcase_add_test(tcase, over_budget_is_red);
	tcase_add_test(tcase, what_lost_its_parent_is_counted);
	tcase_add_test(tcase, a_line_stops_the_clock);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
