/* SPDX-License-Identifier: MIT */
#pragma once

/*
 * Report what noweb or pandoc would misread without a word, or die of, in these chapters (NULL behind the last). It reads the
 * source itself, before markup: on a bare `<<` in prose, markup prints no line that a reader could go to. What needs no raw
 * text is checked in lint, on the stream.
 */
void traps_check(char *const files[]);
