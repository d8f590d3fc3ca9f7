// SPDX-License-Identifier: MIT
// One boot of one kernel on one machine: QEMU, or v86 under node.
#pragma once
#include "boot.h"

// Boots and stays until the machine has ended, one way or another. b->ended and b->how say how.
void machine_run(struct boot *b);
// How the CPU addresses memory right now (it must be stopped): the base of its code segment,
// and whether paging is on. False when nobody can tell.
bool machine_addressing(struct boot *b, uint32_t *base, bool *paging);
// Whether the kernel has switched the machine off: then there is nothing left to look at.
bool machine_is_off(struct boot *b);
// What QEMU's own monitor says to a line ("xp /4wx 0x1000"), while the machine runs. The caller frees it;
// NULL when nobody answers.
char *machine_human(struct boot *b, const char *line);
void boot_free(struct boot *b);
// Ctrl-C and its like set this; machine_run returns ENDED_INTERRUPTED. 0 = none.
int machine_interrupted(void);
// Installs the handlers. Call once, before anything is started.
void machine_signals(void);
