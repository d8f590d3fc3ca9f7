/* SPDX-License-Identifier: MIT */
/* A clean build in another folder gives the same bytes as the one that lies here: of the last kernel, what it prints and its chapter's
 * page. With all, two clean builds give the same of everything. */
#include "run.h"

#ifdef EVERYTHING
static const char *const products[] = { "*.elf", "transcripts", "html", "book.epub", "book.pdf", "borrowed-pages.zip" };
#else
#define EVERYTHING ""
static const char *const products[] = { "*.elf", "transcripts", "html" };
#endif
static const char *scratch;
static int status;

START_TEST(both_built)
{
	ck_assert_msg(status == 0, "two-builds ended with status %d (its last words are above)", status);
}
END_TEST

START_TEST(product_is_the_same)
{
	char *out;
	int n = run(&out, "cd '%s' && ls -d one/%s | grep -q . && for f in $(cd one && ls -d %s); do diff -rq one/$f the-other/$f || exit 1; done",
		    scratch, products[_i], products[_i]);
	ck_assert_msg(n == 0, "%s: the two builds differ, or made none: %s", products[_i], out);
	free(out);
}
END_TEST

int main(void)
{
	char *out;
	scratch = getenv("TMPDIR");
	if (!scratch) {
		fprintf(stderr, "reproducible: TMPDIR is not set; make check SUITES=repo/reproducible sets it\n");
		return 2;
	}
	status = run(&out, "tests/repo/two-builds '%s' " EVERYTHING " 2>&1 1>/dev/null | tail -n 20 >&2; [ -d '%s/the-other/html' ]", scratch, scratch);
	free(out);

	Suite *suite = suite_create("reproducible");
	TCase *tcase = tcase_create("products");
	tcase_add_test(tcase, both_built);
	tcase_add_loop_test(tcase, product_is_the_same, 0, (int)(sizeof products / sizeof *products));
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
