/* SPDX-License-Identifier: MIT */
/* make debug-exercise: gdb stops where the learner's function is entered with what it fails on, and nothing is left behind. */
#include "run.h"

#define NUMBER "tests/exercises/01-boot/number/"

/* Debugs boot/number with file in place of its answer; gdb gets the commands. */
static char *debug(const char *file, const char *words, const char *commands, int wanted)
{
	char *said;
	int status = run(&said, "exec 2>&1; set -e; mkdir -p $TMPDIR/work; cp %s $TMPDIR/work/number.c;"
			 "status=0; printf '%s' | HOME=$TMPDIR timeout 60 build/bin/debug-exercise EX=boot/number FILES=$TMPDIR/work %s || status=$?;"
			 "ls -d $TMPDIR/judge-* 2>/dev/null && echo 'left behind'; exit $status", file, commands, words);

	ck_assert_msg(status == wanted, "status %d: %.1500s", status, said);
	ck_assert_msg(!strstr(said, "left behind"), "%.1500s", said);
	return said;
}

static void says(const char *said, const char *part)
{
	ck_assert_msg(strstr(said, part), "it does not say \"%s\": %.2500s", part, said);
}

START_TEST(stops_at_what_fails)
{
	char *said, seen[32];

	ck_assert_int_eq(run(&said, "build/bin/edit apply " NUMBER "wrong-end-included.edit build/exercises/answers/01-boot $TMPDIR/edited"), 0);
	free(said);
	said = debug("$TMPDIR/edited/number.c", "", "continue\\ninfo args\\ncontinue\\ncontinue\\n", 0);
	const char *input = strstr(said, "number(p, p + ");
	unsigned value;

	says(said, "boot/number, case \"full\": a page fault: it writes to");
	says(said, "Breakpoint 1, number (");
	ck_assert_msg(input && sscanf(input, "number(p, p + %*u, %u,", &value) == 1, "it does not say what the function is given: %.1500s", said);
	snprintf(seen, sizeof seen, "value = %u", value); /* the second call: the first has room */
	says(said, seen);
	says(said, "A fault:");
	says(said, "*p = c;");
	free(said);
}
END_TEST

/* An endless loop is stopped where it is. */
START_TEST(stops_in_a_loop)
{
	char *said;

	ck_assert_int_eq(run(&said, "sed 's|return p;|for (;;) ;|' build/exercises/answers/01-boot/number.c >$TMPDIR/loop.c"), 0);
	free(said);
	/* Ctrl-C, as often as it takes until gdb is there and waits for the loop. */
	ck_assert_int_eq(run(&said, "( while sleep 1; do pkill -INT -f -- \"-x $TMPDIR/judge-\"; done ) >/dev/null 2>&1 & echo $! >$TMPDIR/killer"), 0);
	free(said);
	said = debug("$TMPDIR/loop.c", "", "continue\\n", 0);
	says(said, "number did not come back: it took too long; an endless loop?");
	says(said, "Program received signal SIGINT");
	free(said);
	ck_assert_int_eq(run(&said, "kill $(cat $TMPDIR/killer)"), 0);
	free(said);
}
END_TEST

START_TEST(debugs_what_passes_if_asked)
{
	char *said = debug("build/exercises/answers/01-boot/number.c", "", "", 0);

	says(said, "boot/number passes with seed 1.");
	free(said);
	said = debug("build/exercises/answers/01-boot/number.c", "CASE=negative SEED=abc", "continue\\n", 0);
	says(said, "case \"negative\": it passes.");
	says(said, "Breakpoint 1, number (");
	free(said);
	free(debug("build/exercises/answers/01-boot/number.c", "CASE=none", "", 2));
	free(debug(NUMBER "forgery-constructor.c", "", "", 2));
	ck_assert_int_eq(run(&said, "build/bin/debug-exercise EX=paging/switch 2>&1"), 2);
	says(said, "make try EX=3.5 boots it with your file");
	free(said);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("judge/debug_test");
	TCase *tcase = tcase_create("debug");

	tcase_set_timeout(tcase, 120);
	tcase_add_test(tcase, stops_at_what_fails);
	tcase_add_test(tcase, stops_in_a_loop);
	tcase_add_test(tcase, debugs_what_passes_if_asked);
	suite_add_tcase(suite, tcase);

	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
