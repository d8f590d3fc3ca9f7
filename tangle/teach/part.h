/* SPDX-License-Identifier: MIT */
/* A submission while it is graded, and its exercises: what is known of each so far. */
#ifndef TEACH_PART_H
#define TEACH_PART_H

#include "found.h"

static const char pass[] = "pass", missing[] = "missing", rejected[] = "rejected", skipped[] = "skipped", internal[] = "internal",
		  not_gradable[] = "not gradable";

/* One exercise of the submission. */
struct part {
	const struct entry *entry;
	struct place *place;
	const char *verdict; /* one of the judge's names, or not_gradable */
	u32 score;
	bool attack;         /* the judge has rejected what no honest mistake looks like; the reason says what */
	bool untouched;      /* what was handed in is the skeleton, all of it */
	char reason[2048];
	cJSON *judged;       /* what the judge said; or NULL */
};

struct whole {
	const struct catalogue *catalogue;
	const struct intake *in;
	const char *name, *grader; /* as whole.h has them */
	u64 seed;
	cJSON *manifest;     /* or NULL */
	struct part *parts;
	struct found found;
	char level[16];
};

/* Is that verdict one that counts, with points or with none? */
bool verdict_has_score(const char *verdict);

void part_set(struct part *part, const char *verdict, const char *reason, ...) __attribute__((format(printf, 3, 4)));
/* What was handed in as that file of the exercise's; or NULL. */
const struct intake_file *part_file(const struct whole *w, const struct part *part, const char *name);
/* The exercise that has that id, or had it; or NULL. */
struct part *whole_part(const struct whole *w, const char *id);

#endif
