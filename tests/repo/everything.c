/* SPDX-License-Identifier: MIT */
/* The same of all kernels, transcripts and books. */
#define EVERYTHING "all"
#include "reproducible.c"
