/* SPDX-License-Identifier: MIT */
/* A scanner for C and assembler finds where identifiers are used. */
#pragma once

#include "model.h"

void find_uses(void);

/*
 * The code of PART as one text in which every chunk use is a placeholder, and what to link. Empty
 * lines at its start, there for the sake of the tangled file, are left out.
 */
char *code_text(struct part *part, marks_t *marks);
