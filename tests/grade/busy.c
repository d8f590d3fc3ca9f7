/* SPDX-License-Identifier: MIT */
/* A computer with too much to do, whose processes stand still now and then: the same files and seed, the same bytes. */
#include "home.h"

#include <dirent.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { BURNERS = 5, PROCESSES = 4096, LONG_MS = 12000 };

static void sleep_ms(unsigned ms)
{
	nanosleep(&(struct timespec){ ms / 1000, ms % 1000 * 1000000L }, NULL);
}

struct process {
	pid_t pid, parent;
	char name[32];
};

/* The processes that there are. */
static size_t look(struct process *all)
{
	DIR *proc = opendir("/proc");
	size_t n = 0;

	for (struct dirent *e; proc && (e = readdir(proc)) && n < PROCESSES; ) {
		char path[300];
		FILE *f;

		snprintf(path, sizeof path, "/proc/%.20s/stat", e->d_name);
		if (e->d_name[0] < '1' || e->d_name[0] > '9' || !(f = fopen(path, "re")))
			continue;
		n += fscanf(f, "%d (%31[^)]) %*c %d", &all[n].pid, all[n].name, &all[n].parent) == 3;
		fclose(f);
	}
	if (proc)
		closedir(proc);
	return n;
}

static bool comes_from(pid_t pid, pid_t ancestor, const struct process *all, size_t n)
{
	for (int depth = 0; depth < 32; depth++) {
		size_t i = 0;

		while (i < n && all[i].pid != pid)
			i++;
		if (i == n)
			return false;
		if (all[i].parent == ancestor)
			return true;
		pid = all[i].parent;
	}
	return false;
}

static void stop(pid_t pid, unsigned ms)
{
	kill(pid, SIGSTOP);
	sleep_ms(ms);
	kill(pid, SIGCONT);
}

/* A child that dies with us. */
static pid_t start(void (*work)(pid_t), pid_t about)
{
	pid_t parent = getpid(), pid = fork();

	if (pid == 0) {
		if (prctl(PR_SET_PDEATHSIG, SIGKILL) == 0 && getppid() == parent)
			work(about);
		_exit(0);
	}
	return pid;
}

static void burn(pid_t nobody)
{
	for (volatile unsigned i = (unsigned)nobody; ; i++)
		;
}

/* For ever: stops one compiler and one machine for longer than anybody would think; then there is other work to do as well, and
 * of what the grader has started one stands still now and then. */
static void make_trouble(pid_t grader)
{
	static const char *const slow[] = { "cc1", "qemu-system-i38" };
	static struct process all[PROCESSES];
	bool stopped[2] = { false, false };
	unsigned random = 1, burners = 0;

	for (;; sleep_ms(1)) {
		size_t n = look(all), found = 0;

		for (size_t i = 0; i < n; i++)
			if (comes_from(all[i].pid, grader, all, n)) {
				for (int k = 0; k < 2; k++)
					if (!stopped[k] && strcmp(all[i].name, slow[k]) == 0) {
						stopped[k] = true;
						stop(all[i].pid, LONG_MS);
					}
				found++;
			}
		while (stopped[0] && stopped[1] && burners++ < BURNERS)
			start(burn, 0);
		random = random * 1103515245 + 12345;
		size_t chosen = found ? (random >> 8) % found : 0;
		for (size_t i = 0; found && stopped[0] && stopped[1] && i < n; i++)
			if (comes_from(all[i].pid, grader, all, n) && chosen-- == 0) {
				stop(all[i].pid, 50 + (random >> 16) % 400);
				break;
			}
	}
}

/* Grades everything; the status. What is said goes to `said`. */
static int grade_all(bool troubled)
{
	char program[sizeof repository + 64];
	pid_t trouble = 0, grader;
	int status;

	snprintf(program, sizeof program, "%s/build/tests/grade/program", repository);
	grader = fork();
	if (grader == 0) {
		ck_assert_ptr_nonnull(freopen("said", "w", stdout));
		ck_assert_ptr_nonnull(freopen("/dev/null", "r", stdin));
		dup2(1, 2);
		execl(program, "grade", "grade", "SEED=abc", (char *)NULL);
		_exit(127);
	}
	if (troubled)
		trouble = start(make_trouble, grader);
	ck_assert_int_eq(waitpid(grader, &status, 0), grader);
	if (troubled) {
		kill(trouble, SIGKILL);
		waitpid(trouble, NULL, 0);
	}
	return WEXITSTATUS(status);
}

/* One that never comes back, one that fails on random numbers, one that does not compile, and right ones. */
static void write_something(void)
{
	char *text = answer("number"), *loop = replaced(text, "return p;", "for (;;) ;");
	char *wrong = replaced(text, "i < format.width", "i <= format.width");

	grade_ends(1, "grade 1");
	grade_ends(2, "grade EX=2.1");
	grade_ends(1, "grade EX=2.2");
	grade_ends(1, "grade EX=3.1");
	put_text("work/01-one/number.c", loop);
	put_answer("work/01-one/frames.c", "frames");
	put_answer("work/02-two/faults.c", "faults");
	put_text("work/02-two/pair.c", "int\n");
	put_text("work/03-three/loop.c", wrong);
	free(text);
	free(loop);
	free(wrong);
}

START_TEST(same_bytes_in_trouble)
{
	write_something();
	ck_assert_int_eq(grade_all(false), 1);
	char *quiet = text_of("said");
	has(quiet, "timeout");
	char *out;
	ck_assert_int_eq(run(&out, "cp -r work/.grade/results quiet"), 0);
	free(out);
	ck_assert_int_eq(run(&out, "rm -rf work/.grade/results"), 0);
	free(out);
	ck_assert_int_eq(grade_all(true), 1);
	file_is("said", quiet);
	ck_assert_msg(run(&out, "diff -r quiet work/.grade/results") == 0, "another result: %.3000s", out);
	free(out);
	free(quiet);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("grade/busy");
	TCase *tcase = tcase_create("busy");

	tcase_set_timeout(tcase, 900);
	tcase_add_checked_fixture(tcase, home_make, NULL);
	tcase_add_test(tcase, same_bytes_in_trouble);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_run_all(runner, CK_ENV);
	int failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed != 0;
}
