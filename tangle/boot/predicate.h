// SPDX-License-Identifier: MIT
// What a chapter says must be so after an experiment: `OBS OP VALUE`, one a line.
#pragma once
#include "machine/console.h"

// Evaluates the predicates in the file `path` on what an experiment observed and printed
// (`section`: masked text, may be NULL). Returns true when there is at least one and all hold;
// *held counts those that do. Otherwise `why` gets one line: which, where, and what was observed.
// `seen`, unless NULL, gets a line for each that holds: EXPERIMENT PREDICATE: what was observed.
// `#` starts a comment line. VALUE is an integer, "text" or the name of another observation;
// console.1, console.2, ... are the lines of the section.
bool predicates_hold(const char *path, struct record *r, const char *section, int *held, struct buf *why,
		     struct buf *seen);
