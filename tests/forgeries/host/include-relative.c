/* SPDX-License-Identifier: MIT */
/* number: rejected "" */
/* The answer, by way of the headers' folder. */
#include <../number/answer.c>
