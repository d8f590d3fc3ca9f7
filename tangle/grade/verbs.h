/* SPDX-License-Identifier: MIT */
/* The learner's verbs: argv[0] is a verb's name. Each returns how the program is to end. */
#ifndef GRADE_VERBS_H
#define GRADE_VERBS_H

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

#endif
