/* SPDX-License-Identifier: MIT */
/* Reads what was handed in: a folder, an archive, or an archive in one of these. */
#ifndef TEACH_RECEIVE_H
#define TEACH_RECEIVE_H

#include "intake.h"

/* Reads the folder or archive at path. Always leaves files or a reason. */
void receive(struct intake *in, const char *path);

#endif
