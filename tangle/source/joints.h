/* SPDX-License-Identifier: MIT */
#pragma once

#include "stream.h"

/* Print every joint (a chunk whose first definition is empty) and who joined it, in the order in which they will stand in the code. */
void joints_print(const struct stream *s);
