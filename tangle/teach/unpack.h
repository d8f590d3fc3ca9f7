/* SPDX-License-Identifier: MIT */
/* What is in an archive that was handed in. */
#ifndef TEACH_UNPACK_H
#define TEACH_UNPACK_H

#include "intake.h"

/* Adds what is in the archive that file is. */
void unpack(struct intake *in, int file);

#endif
