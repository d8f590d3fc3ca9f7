/* SPDX-License-Identifier: MIT */
/* Names for what may be left behind by a process that was killed: the next one finds and removes it. */
#ifndef GRADE_SCRATCH_H
#define GRADE_SCRATCH_H

/* folder/PID-XXXXXX, for mkdtemp and mkostemp. malloc'd. */
char *scratch_name(const char *folder);
/* Removes what has such a name there and belongs to no process that lives. */
void scratch_sweep(const char *folder);

#endif
