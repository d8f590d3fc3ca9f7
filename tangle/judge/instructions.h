/* SPDX-License-Identifier: MIT */
/* Where the instructions of the learner's object begin, in the kernel that it has been linked into. */
#ifndef JUDGE_INSTRUCTIONS_H
#define JUDGE_INSTRUCTIONS_H

#include "machine.h"

enum { CODE_SECTIONS = 8 };

struct instructions {
	struct range sections[CODE_SECTIONS]; /* of its code */
	u32 section_count;
	u32 *starts, count; /* malloc'd, from low to high */
};

/* From objdump's listing of the object and from the linker's map, in which the object is called name; both are taken apart.
 * False: too many sections, or no memory. */
bool instructions_find(struct instructions *i, char *listing, char *map, const char *name);
bool instructions_is_start(const struct instructions *i, u32 address);

#endif
