/* SPDX-License-Identifier: MIT */
/* The teacher's verbs: argv[0] is a verb's name. Each returns how the program is to end. */
#ifndef TEACH_VERBS_H
#define TEACH_VERBS_H

int verb_grade_all(int argc, char **argv);
int verb_grade_one(int argc, char **argv);
int verb_classroom(int argc, char **argv);
int verb_summary(int argc, char **argv);

#endif
