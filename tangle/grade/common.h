/* SPDX-License-Identifier: MIT */
/* The verbs, and the words behind one. */
#ifndef GRADE_COMMON_H
#define GRADE_COMMON_H

#include "lib/fail.h"
#include "lib/text.h"

#include <stdbool.h>
#include <stddef.h>

/* A verb's words are those of make: EX=3.2 SEED=... and at most one without a key, a chapter. The table
 * says where each goes (key NULL: the word without one) and ends with a row without `to`. Empty is as good as absent: NULL. */
struct word {
	const char *key;
	const char **to;
};
void read_words(int argc, char **argv, const struct word *table);

/* Each verb: argv[0] is its name. Returns how the program is to end. */
int verb_grade(int argc, char **argv);
int verb_hint(int argc, char **argv);
int verb_try(int argc, char **argv);
int verb_mine(int argc, char **argv);
int verb_watch(int argc, char **argv);
int verb_progress(int argc, char **argv);
int verb_update(int argc, char **argv);
int verb_reset(int argc, char **argv);
int verb_answer(int argc, char **argv);
int verb_submit(int argc, char **argv);
int verb_grade_all(int argc, char **argv);
int verb_grade_one(int argc, char **argv);
int verb_classroom(int argc, char **argv);
int verb_summary(int argc, char **argv);
int verb_strip(int argc, char **argv);

#endif
