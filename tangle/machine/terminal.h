// SPDX-License-Identifier: MIT
// The reader's terminal, raw while a kernel owns it.
#pragma once
#include <stdbool.h>

// Characters go through one by one and unechoed; Ctrl-C still ends the runner.
// From here on every way out of the program but kill -9 puts the old settings back
// (for kill -9 see guard.h). False when fd 0 is not a terminal.
bool terminal_raw(void);
// Puts the old settings back. Harmless when nothing was changed; safe in a signal handler.
void terminal_restore(void);
