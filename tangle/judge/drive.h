/* SPDX-License-Identifier: MIT */
/* Letting a kernel run, to a place. */
#ifndef JUDGE_DRIVE_H
#define JUDGE_DRIVE_H

#include "held.h"

/* To address, with that stack pointer (0: any). Services that it comes to on the way are served. */
struct outcome drive_to(struct machine *m, u32 address, u32 esp);
/* Takes down how a run of the emulator's ended, and where the processor stands. */
enum stopped drive_note(struct kernel *k, enum stopped stopped);
/* What it means that the machine will not go on. */
struct outcome drive_end(struct machine *m, enum stopped stopped);
struct outcome drive_crash(const struct exception *x);

#endif
