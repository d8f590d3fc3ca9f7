/* SPDX-License-Identifier: MIT */
/* A verdict on one exercise: as the judge gave it, and as it is kept in work/.grade/results. */
#ifndef GRADE_RESULT_H
#define GRADE_RESULT_H

#include "catalogue.h"

/* Texts point into json. */
struct result {
	const struct entry *entry;
	cJSON *json; /* Gradescope's shape, and ours in extra_data */
	enum verdict verdict;
	u32 score;
	const char *reason, *attack, *log, *level;
	u32 count;
	struct result_case {
		const char *name, *cause, *where, *input, *expected, *actual;
		u32 score, points;
		enum verdict verdict;
	} *cases;
};

/* Takes over what judge_json gave, or what was read. False where it is none of that: then nothing is taken. */
bool result_read(struct result *result, const struct entry *entry, cJSON *json);
/* The same verdict for every case, without a judge: skipped, or internal. */
void result_make(struct result *result, const struct entry *entry, u64 seed, enum verdict verdict, const char *reason);
void result_free(struct result *result);

/* Writes down what was graded (the files in folder; NULL: none were taken), and keeps it. */
void result_keep(const struct result *result, const char *folder);

/* How the last verdict stands to what lies in work/ now. */
enum standing {
	NEVER,   /* not graded, or what was kept is nothing of ours */
	CHANGED, /* the files, the tests or the contract are others now */
	STANDS,
};
enum standing result_load(struct result *result, const struct entry *entry);

/* All contracts and tests that this program was built with (build/grade/version.c). */
extern const char grade_version[];

#endif
