/* SPDX-License-Identifier: MIT */
/* What is tangled: the kernel, the kernel for reading, the exercises. */
#pragma once

#include "program.h"

/*
 * The kernel, below FOLDER. C and assembly carry #line, so that gcc, gdb and an oops speak of chapters. For headers LINES.txt
 * says it (lib/origins.h): what includes them is compiled when their code changes, not when their lines move.
 */
void write_kernel(const struct program *p, const char *folder);

/* The same for reading: chunks' names as comments and indentation instead. */
void write_reading(const struct program *p, const char *folder);

/*
 * Roots below exercises/ and answers/ are no files of the kernel. Plain: each skeleton as exercises/NN-slug/FILE, the answer
 * to it as answers/NN-slug/FILE (where no chunk has that name, the answer is the kernel file that the exercise replaces), and
 * catalogue.json, what the descriptions say. Both are as the exercise's own chapter has them, whatever a later one replaces. A
 * student's copy of the book has no answers.
 */
void write_exercises(const struct stream *s, const char *folder);
