/* SPDX-License-Identifier: MIT */
/* Calls of a kernel's functions, and single accesses, from outside. */
#ifndef JUDGE_ENTER_H
#define JUDGE_ENTER_H

#include "held.h"

/* As the transport has them (transport.h). */
struct outcome enter_function(struct machine *m, u32 address, const u32 *words, u32 count);
u32 enter_faults(struct machine *m, struct outcome *last);
struct outcome enter_access(struct machine *m, u32 address, bool is_store, u32 value);

#endif
