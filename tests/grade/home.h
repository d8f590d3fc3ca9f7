/* SPDX-License-Identifier: MIT */
/*
 * A learner's home in a folder of its own: a small book (three chapters, the judge's trial exercises),
 * the grader that was built for it, and no work/ yet. home_make goes there; every test has its own.
 *
 *     1.1 one/number   6 points, replaces lib/number.c      3.1 three/loop   6 points
 *     1.2 one/frames   5 points                             3.2 three/broken 1 point: our fault, always
 *     2.1 two/faults   4 points, needs one/frames
 *     2.2 two/pair     6 points, two files
 */
#ifndef TESTS_GRADE_HOME_H
#define TESTS_GRADE_HOME_H

#include "run.h"

#include <stdbool.h>

void home_make(void);
/* Another edition of the book: that exercise, with these files, is 3.3, three/NAME, now. */
void home_move(const char *chapter, const char *name, const char *files);
/* The folder that make check runs in. */
extern char repository[4096];

/* Runs the grader with these words; both its outputs. Everything it says fits 80 columns, and has no colours. */
int grade(char **out, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* The same, where what it says is of no interest; it must end with that status. */
void grade_ends(int status, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* While this file is there, no case of one/number comes to an end. */
#define HOLD "hold"

void put_text(const char *path, const char *text);
char *text_of(const char *path); /* must be there */
bool exists(const char *path);
/* The judge's right answer, one/number's above all; and one of its skeletons as the book has it. */
char *answer(const char *name);
void put_answer(const char *path, const char *name);
/* text with every from made to; from must be there. malloc'd */
char *replaced(const char *text, const char *from, const char *to);

/* How lines are broken does not matter to these two. */
void has(const char *text, const char *part);
void lacks(const char *text, const char *part);
void file_is(const char *path, const char *text);

#endif
