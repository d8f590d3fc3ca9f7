// SPDX-License-Identifier: MIT
// Which boots a kernel's experiments need.
#pragma once
#include "outcome.h"

// Boots everything that is asked for, shows it, judges it: fills `out`.
void run_batch(struct run *r);
// The boot a reader sits in front of; experiments that need boots of their own run beside it.
void run_interactive(struct run *r);
