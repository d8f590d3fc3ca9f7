/* SPDX-License-Identifier: MIT */
#pragma once

#include "stream.h"

/*
 * Write the chapters without the answers to their exercises into FOLDER, for a student's copy.
 *
 * A box `::: answer` that defines an answer's root goes, with all that is in it: answers/NN-slug/FILE, or the kernel's
 * file that the exercise replaces where there is no such root. The files of the second kind are printed, one a line:
 * the kernel cannot be built without them. What is left keeps its line, so that both books number lines alike.
 * An answer that stands open, or goes on elsewhere, is reported; then nothing is written.
 */
void strip(const struct stream *s, const char *folder);
