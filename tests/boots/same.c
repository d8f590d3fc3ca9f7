/* SPDX-License-Identifier: MIT */
/* The same files on this Linux: what they print there is what the transcripts of our kernel hold. */
#include "run.h"

#define SCRIPT(text)                                                                             \
	do {                                                                                     \
		char *said;                                                                      \
		int status = run(&said, "exec 2>&1; set -e; out=$TMPDIR/%s; rm -rf $out; mkdir -p $out; %s", __func__, text); \
		ck_assert_msg(status == 0, "status %d: %s", status, said);                       \
		free(said);                                                                      \
	} while (0)

/* A machine that cannot run programs for i386 has nothing to compare with, and the program says so. */
START_TEST(linux_prints_the_same)
{
	SCRIPT("status=0; build/bin/same build/06 chapters/transcripts 06 >$out/said || status=$?; cat $out/said;"
	       "test $status = 2 || { test $status = 0; grep -c '^the same: ' $out/said | grep -qx \"$(grep -c : build/06/src/user/same.txt)\"; }");
}
END_TEST

START_TEST(a_difference_is_named)
{
	SCRIPT("cp chapters/transcripts/06-*.txt $out; sed -i '3s/$/ more/' $out/06-errors.txt; status=0;"
	       "build/bin/same build/06 $out 06 >$out/said || status=$?; cat $out/said;"
	       "test $status = 2 || { test $status = 1; grep -q '^the same: hello' $out/said; grep -q '^not the same: errors, line 3$' $out/said; }");
}
END_TEST

START_TEST(what_is_cut_off_is_not_the_same)
{
	SCRIPT("cp chapters/transcripts/06-*.txt $out; sed -i '$d' $out/06-hello.txt; status=0;"
	       "build/bin/same build/06 $out 06 >$out/said || status=$?; cat $out/said; test $status = 2 || test $status = 1");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("boots/same");
	TCase *tcase = tcase_create("Linux and our kernel");

	tcase_add_test(tcase, linux_prints_the_same);
	tcase_add_test(tcase, a_difference_is_named);
	tcase_add_test(tcase, what_is_cut_off_is_not_the_same);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
