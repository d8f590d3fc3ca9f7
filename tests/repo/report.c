/* SPDX-License-Identifier: MIT */
/* How make check runs a suite and adds up: what was skipped is counted, shown, and tried again the next time. */
#include "run.h"

/* A suite of one test that passes, which prints a line first. */
#define SCRIPT(line, text)                                                                               \
	do {                                                                                             \
		char *said;                                                                              \
		int status = run(&said, "exec 2>&1; set -e; here=$PWD; out=$TMPDIR/%s; rm -rf $out; mkdir -p $out/build/check; cd $out;" \
				 "printf '#!/bin/sh\\necho \"%s\"\\necho \"100%%%%: Checks: 1, Failures: 0, Errors: 0\"\\n' >suite; chmod +x suite;" \
				 "check() { : >build/check/ran; $here/tests/lib/run-suite one build/check/one.result ./suite suite;"  \
				 "  $here/tests/lib/report 0 one >said; cat said; }; check; %s", __func__, line, text);   \
		ck_assert_msg(status == 0, "status %d: %s", status, said);                               \
		free(said);                                                                              \
	} while (0)

START_TEST(what_passed_is_not_run_again)
{
	SCRIPT("nothing to say", "! grep skipped said; check; grep -qx 'one same' build/check/ran");
}
END_TEST

/* A suite that waits, one that works, and one whose work nobody waits for: what counts is the work. */
START_TEST(the_slowest_are_told_in_processor_seconds)
{
	SCRIPT("nothing to say", "grep -q '^     0\\.[0-9]      0\\.[0-9]  one$' said; mv suite idle;"
	       "printf '#!/bin/sh\ni=0; while [ $i -lt 400000 ]; do i=$((i + 1)); done; : >late\n' >work; chmod +x work;"
	       "for how in ./work '(./work &); while ! [ -e late ]; do sleep 0.1; done'; do rm -f late; { head -n 1 idle; echo \"$how\"; tail -n 2 idle; } >suite; chmod +x suite;"
	       "  check; read -r cpu seconds name <<-end\n\t$(grep one$ said)\n\tend\n  [ ${cpu%%.*}${cpu#*.} -ge 1 ]; done");
}
END_TEST

START_TEST(what_is_tried_in_part_is_said)
{
	SCRIPT("drawn: one of two", "grep -x -A 1 'Tried in part:' said | grep -x '  one: one of two'; check; grep -qx 'one same' build/check/ran; grep -qx '  one: one of two' said");
}
END_TEST

START_TEST(what_was_skipped_is_counted_and_tried_again)
{
	SCRIPT("skipped: Linux not rerun here", "grep -qx 'Skipped: 1' said; grep -qx '  one: Linux not rerun here' said;"
	       "tail -n 1 said | grep -q '^100%: Checks: 1,'; check; grep -qx 'one ran' build/check/ran; grep -qx 'Skipped: 1' said");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("repo/report");
	TCase *tcase = tcase_create("make check");

	tcase_add_test(tcase, what_passed_is_not_run_again);
	tcase_add_test(tcase, the_slowest_are_told_in_processor_seconds);
	tcase_add_test(tcase, what_is_tried_in_part_is_said);
	tcase_add_test(tcase, what_was_skipped_is_counted_and_tried_again);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
