// SPDX-License-Identifier: MIT
#pragma once
#include "machine/image.h"

// gdb in front, the kernel stopped at its entry behind it, its console text in between.
// Returns the exit status.
int debug_run(struct image *im, const char *append, unsigned mem);
