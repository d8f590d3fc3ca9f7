/* SPDX-License-Identifier: MIT */
/* What a learner has written, made fit for others. */
#ifndef JUDGE_CLEAN_H
#define JUDGE_CLEAN_H

/* Learner's bytes made fit to be printed and put into JSON: control bytes and what is not UTF-8 become '?'. In place. */
void clean(char *text);

#endif
