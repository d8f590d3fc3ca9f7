/* SPDX-License-Identifier: MIT */
#include "judge.h"
#include "clean.h"
#include "collect.h"
#include "host.h"
#include "kernel.h"
#include "pipeline.h"
#include "lib/fail.h"

#include <check.h>
#undef fail
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <time.h>
#include <unistd.h>

#ifndef JUDGE_PARTS
#error "JUDGE_PARTS: the folder with the bench's ROM"
#endif

#define ROM JUDGE_PARTS "/bench.rom"

enum {
	CASE_SECONDS = 1800, /* the net: a case's end is told by instructions */
	TIMEOUTS = 3,
};

const char *verdict_name(enum verdict verdict)
{
	static const char *const names[] = { "pass", "fail", "crash", "timeout", "rejected", "missing", "skipped", "internal" };

	return names[verdict];
}

/* ---- One case, in a process of Check's */

/* Written by the children, read by the parent. What a child does not write stays as the parent put it: internal. */
struct shared {
	char attack[160];
	bool slow;
	struct judge_case cases[];
};

/* Check's tests take no argument but a number. */
static struct run {
	struct machine *machine;
	const struct judge_task *task;
	struct shared *shared;
	struct guest *guest; /* NULL: a kernel */
	u64 seed;
	u32 count;
	pid_t parent;
} run;

static struct judge_case *find_case(const char *name)
{
	for (u32 i = 0; i < run.count; i++)
		if (strcmp(run.shared->cases[i].name, name) == 0)
			return &run.shared->cases[i];
	return NULL;
}

/* True if the case is not to be run; then its verdict stands. */
static bool is_skipped(struct judge_case *c, const char *needs)
{
	struct judge_case *needed = needs ? find_case(needs) : NULL;
	u32 *timeouts = &run.machine->timeouts; /* each case has a copy of the machine */

	if (needed && needed->verdict != PASS) {
		c->verdict = needed->verdict == INTERNAL ? INTERNAL : SKIPPED;
		add(&c->cause, "not run, because it needs \"%s\"", needs);
		return true;
	}
	for (struct judge_case *other = run.shared->cases; other < c; other++) {
		if (run.machine->hurry && other->verdict != PASS) {
			c->verdict = SKIPPED;
			add(&c->cause, "not run, because \"%s\" has decided", other->name);
			return true;
		}
		*timeouts += other->verdict == TIMEOUT;
	}
	if (*timeouts < TIMEOUTS)
		return false;
	c->verdict = TIMEOUT;
	add(&c->cause, "not run, because %d cases before it did not come back", TIMEOUTS);
	return true;
}

/* The body, then the ledger, then the program's end. */
static enum verdict play(const struct test_case *test)
{
	struct machine *m = run.machine;
	jmp_buf here;

	m->leave = &here;
	m->verdict = PASS;
	if (setjmp(here) == 0) {
		machine_begin(m, run.seed, test->name);
		test->body(m);
		if (run.task->tests->ledger)
			run.task->tests->ledger(m);
	}
	if (!m->transport.finish(m) && m->verdict == PASS) {
		m->verdict = FAIL;
		add(&m->report.cause, "%s", m->attack);
	}
	return m->verdict;
}

START_TEST(one_case)
{
	const struct test_case *test = &run.task->tests->cases[_i];
	struct judge_case *c = &run.shared->cases[_i];
	struct report *report = &run.machine->report;

	if (prctl(PR_SET_PDEATHSIG, SIGKILL) < 0 || getppid() != run.parent)
		_exit(1);
	c->cause.length = 0;
	c->cause.s[0] = '\0';
	if (!is_skipped(c, test->needs)) {
		enum verdict verdict = play(test);

		if (verdict != PASS) {
			c->cause = report->cause;
			c->input = report->input;
			c->expected = report->expected;
			c->actual = report->actual;
			c->where = report->where;
		}
		run.shared->slow = run.shared->slow || run.machine->slow;
		if (run.machine->attack[0] && !run.shared->attack[0])
			memcpy(run.shared->attack, run.machine->attack, sizeof run.machine->attack);
		c->drew = run.machine->drawn > 0;
		c->score = verdict == PASS ? c->points : 0;
		c->verdict = verdict; /* last: until here it is internal */
	}
	run.machine->transport.close(run.machine);
	machine_free(run.machine);
	if (run.guest)
		guest_leave(run.guest);
	if (c->verdict != PASS)
		ck_abort_msg("%s", verdict_name(c->verdict));
}
END_TEST

/* Check reads its environment; nobody is to choose cases, formats or times there. */
static void clear_environment(void)
{
	static const char *const names[] = {
		"CK_RUN_SUITE", "CK_RUN_CASE", "CK_INCLUDE_TAGS", "CK_EXCLUDE_TAGS", "CK_FORK", "CK_VERBOSITY", "CK_DEFAULT_TIMEOUT",
		"CK_TIMEOUT_MULTIPLIER", "CK_LOG_FILE_NAME", "CK_XML_LOG_FILE_NAME", "CK_TAP_LOG_FILE_NAME", "CK_XML_FORMAT_TEST", "CK_MAX_MSG_SIZE",
	};

	for (size_t i = 0; i < sizeof names / sizeof *names; i++)
		unsetenv(names[i]);
}

/* All cases. False if what Check counted is not what the cases say. */
static bool run_cases(void)
{
	Suite *suite = suite_create(run.task->name);
	TCase *tcase = tcase_create("cases");
	int failed = 0;

	clear_environment();
	fflush(NULL); /* Check's children end with exit, which would write what is unwritten here once more */
	tcase_set_timeout(tcase, CASE_SECONDS);
	tcase_add_loop_test(tcase, one_case, 0, (int)run.count);
	suite_add_tcase(suite, tcase);
	SRunner *runner = srunner_create(suite);
	srunner_set_fork_status(runner, CK_FORK);
	srunner_run_all(runner, CK_SILENT);
	int ran = srunner_ntests_run(runner), counted = srunner_ntests_failed(runner);
	srunner_free(runner);
	for (u32 i = 0; i < run.count; i++)
		failed += run.shared->cases[i].verdict != PASS;
	return ran == (int)run.count && counted == failed;
}

/* ---- A submission */

static void internal(struct judge_result *result, const char *why)
{
	result->verdict = INTERNAL;
	result->reason.length = 0;
	add(&result->reason, "%s", why);
}

/* Same verdict for every case. */
static void all_cases(struct judge_result *result, enum verdict verdict)
{
	result->verdict = verdict;
	for (u32 i = 0; i < result->count; i++) {
		struct judge_case *c = &result->cases[i];

		c->verdict = verdict;
		c->score = 0;
		c->cause = result->reason;
	}
}

/* From the expected list: a case that left no word is internal. */
static void judge_cases(struct judge_result *result)
{
	result->verdict = PASS;
	for (u32 i = 0; i < result->count; i++) {
		struct judge_case *c = &result->cases[i];

		result->score += c->score;
		clean(c->cause.s), clean(c->input.s), clean(c->expected.s), clean(c->actual.s), clean(c->where.s);
		if (result->verdict == PASS)
			result->verdict = c->verdict;
		if (c->verdict == INTERNAL)
			result->verdict = INTERNAL;
	}
}

/* What went wrong in the judge, where a case says it. */
static void add_failed_case(struct judge_result *result)
{
	const struct judge_case *c = result->cases;

	while (c->verdict != INTERNAL)
		c++;
	add(&result->reason, "the judge failed in the case \"%s\": %s; this is not the learner's fault", c->name, c->cause.s);
}

/* guest: NULL for a kernel. True: the computer was too busy to tell. */
static bool run_image(struct judge_result *result, const struct judge_task *task, const struct image *image, const struct judge_options *options, struct guest *guest)
{
	bool slow = false;
	struct machine *m = calloc(1, sizeof *m);
	size_t size = sizeof(struct shared) + result->count * sizeof(struct judge_case);
	struct shared *shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	if (!m || shared == MAP_FAILED) {
		internal(result, "no memory");
		all_cases(result, INTERNAL);
		free(m);
		return false;
	}
	m->exercise = task->tests;
	m->hurry = options->hurry;
	m->service_count = image->service_count;
	for (u32 i = 0; i < image->service_count; i++)
		m->services[i].name = image->services[i];
	if (task->kernel ? kernel_open(m, image) : host_open(m, image, guest)) {
		memcpy(shared->cases, result->cases, result->count * sizeof *shared->cases);
		run = (struct run){ m, task, shared, guest, options->seed, result->count, getpid() };
		bool agreed = run_cases();
		memcpy(result->cases, shared->cases, result->count * sizeof *shared->cases);
		memcpy(result->attack, shared->attack, sizeof result->attack);
		slow = shared->slow;
		judge_cases(result);
		if (!agreed)
			internal(result, "Check and the judge count differently");
		else if (result->verdict == INTERNAL)
			add_failed_case(result);
		m->transport.close(m);
	} else {
		internal(result, m->report.cause.s);
		all_cases(result, INTERNAL);
	}
	munmap(shared, size);
	free(m);
	return slow;
}

static bool prepare(struct judge_result *result, const struct judge_task *task)
{
	const struct test_case *cases = task->tests->cases;
	u32 points = 0;

	while (cases[result->count].name)
		points += cases[result->count++].points;
	result->cases = calloc(result->count + 1, sizeof *result->cases);
	for (u32 i = 0; result->cases && i < result->count; i++) {
		result->cases[i].name = cases[i].name;
		result->cases[i].points = cases[i].points;
		result->cases[i].verdict = INTERNAL;
		add(&result->cases[i].cause, "the case left no result");
	}
	if (!result->cases || !result->count)
		return internal(result, "the exercise has no case"), false;
	if (points != task->points)
		return internal(result, "the cases' points do not add up to the exercise's"), false;
	return true;
}

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

struct judge_bench {
	struct sandbox box;
	struct guest guest;
};

struct judge_bench *judge_bench_open(const struct judge_options *options, const char **trouble)
{
	struct judge_bench *bench = xalloc(sizeof *bench);

	if (!(*trouble = sandbox_open(&bench->box, options->scratch, JUDGE_PARTS, options->level)) &&
	    !(*trouble = guest_start(&bench->guest, &bench->box, ROM, NULL)))
		return bench;
	judge_bench_close(bench);
	return NULL;
}

void judge_bench_close(struct judge_bench *bench)
{
	if (!bench)
		return;
	guest_end(&bench->guest);
	sandbox_close(&bench->box);
	free(bench);
}

static struct judge_result *judge_once(const struct judge_task *task, const struct judge_options *options, bool *slow)
{
	struct judge_result *result = xalloc(sizeof *result);
	struct sandbox box = { 0 };
	struct guest own = { .box = NULL }, *guest = task->kernel ? NULL : options->bench ? &options->bench->guest : &own;
	struct image image = { 0 };
	struct refused refused = { 0 };
	double start = seconds();
	enum verdict verdict;

	result->exercise = task->name;
	result->points = task->points;
	result->seed = options->seed;
	if (!prepare(result, task))
		return result;
	const char *trouble = sandbox_open(&box, options->scratch, task->headers, options->level);
	result->level = box.level;
	if (!trouble && guest == &own) /* it comes up while the compiler works */
		trouble = guest_start(guest, &box, ROM, NULL);
	if (trouble) {
		internal(result, trouble);
		all_cases(result, INTERNAL);
	} else if ((verdict = collect_files(&box, task, options->folder, &refused.reason, &result->ignored)) != PASS ||
		   (verdict = pipeline_build(&box, task, &image, &refused, &result->log)) != PASS) {
		result->reason = refused.reason;
		result->refusal = refused.kind;
		clean(result->reason.s);
		all_cases(result, verdict);
	} else if (options->built && !options->built(&image, options->context)) {
		all_cases(result, SKIPPED);
	} else {
		*slow = run_image(result, task, &image, options, guest);
	}
	*slow = *slow || image.slow;
	guest_end(&own);
	image_free(&image);
	sandbox_close(&box);
	if (options->times)
		result->seconds = seconds() - start;
	return result;
}

struct judge_result *judge_run(const struct judge_task *task, const struct judge_options *options)
{
	bool slow = false;
	struct judge_result *result = judge_once(task, options, &slow);

	if (!slow)
		return result;
	/* No verdict, but perhaps the next time. */
	judge_free(result);
	return judge_once(task, options, &slow);
}

void judge_free(struct judge_result *result)
{
	free(result->cases);
	free(result->log);
	free(result);
}
