/* SPDX-License-Identifier: MIT */
/* The kernels that the suites of this directory boot: one for each chapter, one for each sabotage. */
#pragma once
#include "run.h"
#include <glob.h>

/* The files that match, sorted. There are always some: a suite that tries nothing proves nothing. */
__attribute__((unused))
static glob_t files(const char *pattern)
{
	glob_t g;

	if (glob(pattern, 0, NULL, &g)) {
		fprintf(stderr, "%s: no such file: run this from the top of the repository\n", pattern);
		exit(EXIT_FAILURE);
	}
	return g;
}

/* "03" of chapters/03-paging.nw and of tests/sabotage/03-stale-tlb.edit */
__attribute__((unused))
static const char *number(const char *path)
{
	static char two[3];

	memcpy(two, strrchr(path, '/') + 1, 2);
	return two;
}

/* What a variable of the environment says; NULL: nothing. */
__attribute__((unused))
static const char *told(const char *variable)
{
	const char *value = getenv(variable);

	return value && *value ? value : NULL;
}

/* SEED=, of what is drawn at random. */
__attribute__((unused))
static unsigned first_seed(void)
{
	return told("SEED") ? (unsigned)strtoul(told("SEED"), NULL, 10) : 1;
}

/* Runs boot; fails the test with its last words unless it ends with 0. */
__attribute__((unused))
static void boots(const char *arguments)
{
	char *out;
	int status = run(&out, "build/bin/boot %s 2>&1", arguments);
	size_t n = strlen(out);

	ck_assert_msg(status == 0, "boot %s: status %d:\n%s", arguments, status, n > 3000 ? out + n - 3000 : out);
	free(out);
}

/* A suite of one test that is run for each of n files. */
__attribute__((unused))
static int run_for_each(const char *suite, const TTest *test, int n)
{
	Suite *s = suite_create(suite);
	TCase *tc = tcase_create(suite);
	SRunner *sr;
	int failed;

	tcase_add_loop_test(tc, test, 0, n);
	suite_add_tcase(s, tc);
	sr = srunner_create(s);
	srunner_run_all(sr, CK_ENV);
	failed = srunner_ntests_failed(sr);
	srunner_free(sr);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
