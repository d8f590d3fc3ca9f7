/* SPDX-License-Identifier: MIT */
/* Ctrl-C, kill -9 at any moment, two at once, and make watch. Orphans come to the test's process: none may stay. */
#include "home.h"
#include "orphans.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

static unsigned random_state = 20240607;

static unsigned below(unsigned limit)
{
	random_state = random_state * 1103515245 + 12345;
	return (random_state >> 8) % limit;
}

static void sleep_ms(unsigned ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000L }, NULL);
}

/* Starts the grader as a shell starts a job: in a group of its own. What it says goes to `log`. */
static pid_t start(const char *verb)
{
	char program[sizeof repository + 64];

	snprintf(program, sizeof program, "%s/build/tests/grade/program", repository);
	adopt_orphans();
	put_text("log", "");
	pid_t pid = fork();
	ck_assert_int_ge(pid, 0);
	if (pid == 0) {
		int log = open("log", O_WRONLY | O_APPEND);

		setsid();
		dup2(open("/dev/null", O_RDONLY), 0);
		dup2(log, 1);
		dup2(log, 2);
		execl(program, "grade", verb, (char *)NULL);
		_exit(127);
	}
	return pid;
}

static int end_of(pid_t pid)
{
	int status;

	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	return status;
}

static void nothing_left(void)
{
	char *out;

	ck_assert_int_eq(run(&out, "find work/.grade/tmp build/grade/scratch -mindepth 1 2>/dev/null; true"), 0);
	ck_assert_msg(!*out, "left over:\n%s", out);
	free(out);
}

/* Every result that is there is whole: progress reads them all, and each ends as it should. */
static void results_are_whole(void)
{
	char *out;

	ck_assert_int_eq(run(&out, "for f in $(find work/.grade/results -type f 2>/dev/null); do [ \"$(tail -n 1 $f)\" = '}' ] || echo $f; "
		"case $f in *.json) ;; *) echo $f;; esac; done"), 0);
	ck_assert_msg(!*out, "not whole, or not a result: %s", out);
	free(out);
	grade_ends(0, "progress");
}

/* The first of all never comes back, and is not even timed out while HOLD is there (tests.c): whenever the grader is stopped,
 * something runs that would not end. */
static void begin_with_a_loop(void)
{
	char *text = answer("number"), *loop = replaced(text, "while (value /= format.base)", "while (1)");
	char *endless = replaced(loop, "digits[n++] = \"0123456789abcdef\"[value % format.base];", ";");

	grade_ends(1, "grade 1");
	grade_ends(2, "grade EX=2.1");
	grade_ends(1, "grade EX=3.1");
	put_text("work/01-one/number.c", endless);
	put_answer("work/01-one/frames.c", "frames");
	put_answer("work/02-two/faults.c", "faults");
	put_answer("work/03-three/loop.c", "number");
	put_text(HOLD, "");
	free(endless);
	free(loop);
	free(text);
}

static char *sums(void)
{
	char *out;

	ck_assert_int_eq(run(&out, "find work -name .grade -prune -o -type f -print | sort | xargs sha256sum"), 0);
	return out;
}

/* ---- kill -9 and signals while grading */

START_TEST(killed_at_any_time)
{
	begin_with_a_loop();
	char *before = sums();
	for (int i = 0; i < 6; i++) {
		unsigned ms = below(i % 3 ? 300 : 1500);
		pid_t pid = start("grade");

		sleep_ms(ms);
		kill(pid, SIGKILL);
		end_of(pid);
		no_orphan_stays();
		results_are_whole();
		char *after = sums();
		ck_assert_str_eq(before, after);
		free(after);
	}
	/* The next run sweeps, and does it all. */
	char *out;
	ck_assert_int_eq(unlink(HOLD), 0);
	ck_assert_int_eq(grade(&out, "grade"), 1);
	has(out, "3 of 4 exercises passed, 15 of 21 points");
	has(out, "timeout");
	free(out);
	nothing_left();
	free(before);
}
END_TEST

START_TEST(stopped_by_a_signal)
{
	static const int signals[] = { SIGINT, SIGTERM, SIGHUP };

	begin_with_a_loop();
	char *before = sums();
	for (int i = 0; i < 6; i++) {
		pid_t pid = start("grade");
		int sent = signals[i % 3];

		sleep_ms(150 + below(1000));
		kill(-pid, sent); /* the group, as a terminal does it */
		int status = end_of(pid);
		ck_assert_msg(WIFSIGNALED(status) && WTERMSIG(status) == sent, "it ended with %x after signal %d", status, sent);
		no_orphan_stays();
		nothing_left(); /* now, not at the next run */
		results_are_whole();
		char *said = text_of("log");
		if (!strstr(said, "exercises passed")) /* or it was through already */
			has(said, "your files are as you left them");
		ck_assert_msg(!strstr(said, "internal"), "a verdict on what was stopped: %s", said);
		free(said);
		char *after = sums(), *kept;
		ck_assert_str_eq(before, after);
		free(after);
		grade(&kept, "progress");
		ck_assert_msg(!strstr(kept, "internal"), "kept of what was stopped: %s", kept);
		free(kept);
	}
	free(before);
}
END_TEST

START_TEST(two_at_once)
{
	char *out;

	grade_ends(1, "grade 1");
	put_answer("work/01-one/number.c", "number");
	ck_assert_int_eq(run(&out, "p='%s/build/tests/grade/program'; for i in 1 2 3; do "
		"$p grade SEED=1 >a & $p grade SEED=1 >b; r=$?; wait $!; echo $? $r; cmp a b; done", repository), 0);
	ck_assert_str_eq(out, "1 1\n1 1\n1 1\n");
	free(out);
	nothing_left();
	results_are_whole();
}
END_TEST

/* ---- kill -9 before each single step that changes a file */

#define MINE "work/01-one/number.c"

enum scene { RESET, UPDATE, CARRY, CARRY_BESIDE, EXCHANGES, CONFLICT = EXCHANGES, BEGIN, SUBMIT, SCENES };

static const char *const verbs[SCENES] = { "reset EX=1.1", "update", "progress", "progress", "update", "try EX=1.1", "submit" };

/* The text that must not be lost, and the moment before the verb. */
static void set_scene(enum scene scene)
{
	char *out, *skeleton, *text;

	ck_assert_int_eq(run(&out, "rm -rf work exercises && cp -r book/. build/exercises/ && cp -r book/exercises exercises"), 0);
	free(out);
	if (scene != BEGIN && scene != CARRY)
		grade_ends(0, "reset EX=1.1"); /* begins it, and grades nothing */
	skeleton = text_of("build/exercises/exercises/01-one/number.c");
	text = replaced(skeleton, "return p;", "return precious(p);");
	if (scene == CARRY || scene == CARRY_BESIDE)
		put_text("exercises/01-one/number.c", text);
	if (scene != CARRY && scene != BEGIN)
		put_text(MINE, text);
	if (scene == CARRY_BESIDE)
		put_text(MINE, "precious(too)\n");
	free(text);
	if (scene == UPDATE || scene == CONFLICT) {
		text = scene == UPDATE ? replaced(skeleton, "The contract", "The new contract") : replaced(skeleton, "return p;", "return end;");
		put_text("build/exercises/exercises/01-one/number.c", text);
		put_text("exercises/01-one/number.c", text);
		free(text);
	}
	free(skeleton);
}

/* How many files hold it, whole, under a name that a learner sees. */
static int count_of(const char *precious)
{
	char *out;

	run(&out, "grep -rlF '%s' work/01-one exercises/01-one 2>/dev/null | wc -l", precious);
	int n = atoi(out);
	free(out);
	return n;
}

/* Wherever it stops, the text is there; and the next run gets where this one was going. */
static void check_scene(enum scene scene, long step)
{
	if (scene != BEGIN)
		ck_assert_msg(count_of("return precious(p);") > 0, "%s, killed before step %ld: the text is lost", verbs[scene], step);
	if (scene == CARRY_BESIDE)
		ck_assert_msg(count_of("precious(too)") > 0, "%s, killed before step %ld: the other text is lost", verbs[scene], step);
	char *out;
	run(&out, "find work -path work/.grade/tmp -prune -o -type f -size 0 -print 2>/dev/null");
	ck_assert_msg(!*out, "%s, killed before step %ld: half written: %s", verbs[scene], step, out);
	free(out);

	int status = grade(&out, "%s", verbs[scene]);
	ck_assert_msg(status == (scene == BEGIN ? 10 : scene == CONFLICT), "%s after a kill before step %ld: %d\n%s", verbs[scene], step, status, out);
	free(out);
	nothing_left();
	if (scene != BEGIN)
		ck_assert_int_gt(count_of("return precious(p);"), 0);
	if (scene == BEGIN || scene == RESET) {
		char *skeleton = text_of("build/exercises/exercises/01-one/number.c");
		file_is(MINE, skeleton);
		free(skeleton);
	} else {
		char *text = text_of(MINE);
		has(text, scene == CARRY_BESIDE ? "precious(too)" : "return precious(p);");
		if (scene == UPDATE)
			has(text, "The new contract");
		free(text);
	}
	ck_assert_int_eq(run(&out, "ls exercises/01-one | grep edited"), 1);
	free(out);
	char *pristine = text_of("exercises/01-one/number.c");
	lacks(pristine, "precious");
	free(pristine);
}

START_TEST(killed_before_every_step)
{
	/* Once more, for those that put one file in the place of another, on a disk that cannot exchange names. */
	enum scene scene = (enum scene)(_i % SCENES);
	const char *disk = _i < SCENES ? "" : "NO_EXCHANGE=1";
	char *out;
	long step = 1;

	ck_assert_int_eq(run(&out, "cp -r build/exercises book"), 0);
	free(out);
	for (int status = 128 + SIGKILL; status == 128 + SIGKILL; step++) {
		set_scene(scene);
		status = run(&out, "KILL_AT=%ld %s LD_PRELOAD='%s/build/tests/grade/other-machine.so' '%s/build/tests/grade/program' %s >/dev/null 2>&1; echo $?",
			     step, disk, repository, repository, verbs[scene]);
		status = atoi(out);
		free(out);
		check_scene(scene, step);
		ck_assert_msg(step < 200, "it never comes to an end");
	}
	ck_assert_msg(step > 4, "%s: only %ld steps: is the other machine loaded?", verbs[scene], step);
}
END_TEST

/* ---- make watch */

static bool log_has(const char *text, unsigned ms)
{
	for (unsigned waited = 0; waited <= ms; waited += 20) {
		char *said = text_of("log");
		bool in = strstr(said, text);

		free(said);
		if (in)
			return true;
		sleep_ms(20);
	}
	return false;
}

static void ends_well(pid_t pid, int sent)
{
	kill(-pid, sent);
	int status = end_of(pid);
	ck_assert_msg(WIFEXITED(status) && WEXITSTATUS(status) == 0, "it ended with %x", status);
	ck_assert(log_has("No longer watching", 0));
	no_orphan_stays();
	nothing_left();
}

START_TEST(watch_grades_what_is_saved)
{
	char *text = answer("number"), *wrong = replaced(text, "if (minus)\n\t\tdigits", "if (0)\n\t\tdigits"), *out;

	grade_ends(1, "grade 1");
	grade_ends(2, "grade EX=2.1");
	put_answer("work/02-two/faults.c", "faults");
	pid_t pid = start("watch");
	ck_assert(log_has("Watching work/.", 5000));

	put_text("work/01-one/number.c", wrong);
	ck_assert(log_has("Verdict: fail", 10000));
	/* An editor that writes another file and renames it. */
	put_text("work/01-one/.number.c.swp", text);
	ck_assert_int_eq(rename("work/01-one/.number.c.swp", "work/01-one/number.c"), 0);
	ck_assert(log_has("Verdict: pass, 6 of 6 points", 10000));
	/* What needs it is graded as well; what is no exercise is not. */
	put_text("work/01-one/notes.txt", "my notes\n");
	put_answer("work/01-one/frames.c", "frames");
	ck_assert(log_has("2.1   The exercise faults", 10000));
	ck_assert(log_has("Verdict: pass, 5 of 5 points", 10000));
	/* A chapter that is begun meanwhile. */
	ck_assert_int_eq(run(&out, "'%s/build/tests/grade/program' grade EX=3.1", repository), 1);
	free(out);
	put_text("work/03-three/loop.c", text);
	ck_assert(log_has("3.1 The exercise loop (three/loop)", 10000));
	ends_well(pid, SIGINT);
	free(wrong);
	free(text);
}
END_TEST

/* Wherever it lies when it is saved. */
START_TEST(watch_of_what_has_moved)
{
	char *text = answer("number"), *out;

	grade_ends(1, "grade 1");
	grade_ends(1, "grade EX=3.1");
	home_move("01-one", "number", "number.c");
	pid_t pid = start("watch");
	ck_assert(log_has("Watching work/.", 5000));
	put_text("work/01-one/number.c", text);
	ck_assert(log_has("Verdict: pass, 6 of 6 points", 10000));
	ck_assert_int_eq(run(&out, "'%s/build/tests/grade/program' update", repository), 0);
	free(out);
	put_text("work/03-three/number.c", "int x;\n");
	ck_assert(log_has("Verdict: rejected", 10000));
	ends_well(pid, SIGINT);
	free(text);
}
END_TEST

START_TEST(watch_ends_in_the_middle)
{
	begin_with_a_loop();
	pid_t pid = start("watch");
	ck_assert(log_has("Watching work/.", 5000));
	char *endless = text_of("work/01-one/number.c");
	put_text("work/01-one/number.c", endless);
	free(endless);
	sleep_ms(700);
	ends_well(pid, SIGINT);

	pid = start("watch");
	ck_assert(log_has("Watching work/.", 5000));
	ends_well(pid, SIGTERM);

	pid = start("watch");
	ck_assert(log_has("Watching work/.", 5000));
	kill(pid, SIGKILL);
	end_of(pid);
	no_orphan_stays();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("stops");
	TCase *tcase = tcase_create("stops");

	tcase_add_checked_fixture(tcase, home_make, NULL);
	tcase_add_test(tcase, killed_at_any_time);
	tcase_add_test(tcase, stopped_by_a_signal);
	tcase_add_test(tcase, two_at_once);
	tcase_add_loop_test(tcase, killed_before_every_step, 0, SCENES + EXCHANGES);
	tcase_add_test(tcase, watch_grades_what_is_saved);
	tcase_add_test(tcase, watch_of_what_has_moved);
	tcase_add_test(tcase, watch_ends_in_the_middle);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
