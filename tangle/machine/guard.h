// SPDX-License-Identifier: MIT
// The guard: a small process that cleans up when the runner is killed with no chance to do so itself.
#pragma once
#include <sys/types.h>

// From now on, if this process dies in any way, the process group `group` is killed and
// the terminal (if it was raw by now) gets its settings back. Returns a handle for guard_end.
int guard_start(pid_t group);
// The group is gone; the guard has nothing left to do.
void guard_end(int guard);
