// SPDX-License-Identifier: MIT
// chapters/transcripts: what the kernels printed, as the book shows it.
#pragma once
#include "outcome.h"

// Makes `dir` hold exactly this chapter's captures: writes what changed, removes what nobody prints any more.
void transcripts_write(struct run *r, const char *dir);
// Compares; each difference is a failure of the run.
void transcripts_compare(struct run *r, const char *dir);
