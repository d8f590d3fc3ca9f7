/* SPDX-License-Identifier: MIT */
/* The judge: one submission of one exercise, from its folder to a result. */
#ifndef JUDGE_JUDGE_H
#define JUDGE_JUDGE_H

#include "image.h"
#include "refusal.h"

#include <cjson/cJSON.h>

struct judge_options {
	const char *folder;       /* the learner's files */
	const char *scratch;      /* where to make a folder to work in; NULL: TMPDIR */
	u64 seed;
	enum sandbox_level level; /* the strongest to try: LEVEL_BUBBLEWRAP but in tests of the judge */
	struct judge_bench *bench; /* for functions: one that is kept; NULL: a new one */
	bool times;               /* record how long it took: the only thing that differs from run to run */
	/* For whoever wants to know no more than whether it passes: nothing runs after the first case that does not,
	 * its input is not made smaller, and it names no line. */
	bool hurry;
	/* Sees the image before anything of it runs; or NULL. False: nothing shall run, and every case is skipped. */
	bool (*built)(const struct image *image, void *context);
	void *context;
};

struct judge_case {
	const char *name;
	u32 points, score;
	enum verdict verdict;
	bool drew; /* its body drew random numbers: what it is judged by is not always the same. For tests of the tests; in no result. */
	/* Clean texts; empty where there is nothing to say. */
	struct text cause, input, expected, actual, where;
};

struct judge_result {
	const char *exercise;
	enum verdict verdict;     /* pass: all passed; else internal, rejected or missing, else the first case's that did not */
	u32 score, points;
	u64 seed;
	enum sandbox_level level;
	double seconds;
	struct text reason;       /* rejected, missing, internal */
	enum refusal refusal;     /* of what is rejected: what it looks like */
	struct text ignored;      /* names, one a line */
	char attack[160];         /* what no honest mistake looks like; or empty */
	char *log;                /* the compiler's; or NULL */
	u32 count;
	struct judge_case *cases; /* as many as the exercise expects, whatever happened */
};

/* A bench for whoever judges many functions one after the other. Each finds there what it would find on a new one.
 * NULL: *trouble says what is wrong. */
struct judge_bench *judge_bench_open(const struct judge_options *options, const char **trouble);
void judge_bench_close(struct judge_bench *bench); /* or NULL */

const char *verdict_name(enum verdict verdict);

/* Never NULL. Call from a process with one thread; it starts others, and leaves none. */
struct judge_result *judge_run(const struct judge_task *task, const struct judge_options *options);
void judge_free(struct judge_result *result);

/* Gradescope's results.json; ours in extra_data. An internal verdict carries no score. */
cJSON *judge_json(const struct judge_result *result);

#endif
