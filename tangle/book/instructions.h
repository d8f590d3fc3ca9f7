/* SPDX-License-Identifier: MIT */
#ifndef INSTRUCTIONS_H
#define INSTRUCTIONS_H

#include <stdbool.h>

/* Is NAME what the GNU assembler calls an instruction of the i486, with or without the letter for the operands' size? */
bool is_instruction(const char *name);

#endif
