/* SPDX-License-Identifier: MIT */
#pragma once

#include "program.h"

/*
 * What the tangled tree that people read (kernel/) says beside the code, as notes for program_text: a licence line and the
 * way back to the book on top of each file, and before each definition its chapter and its chunk's name. In headers the
 * chapter is named again where a chunk from another chapter ends, so that every declaration stands under its owner.
 */
char **comments_of(const struct program *p);
void comments_free(const struct program *p, char **notes);
