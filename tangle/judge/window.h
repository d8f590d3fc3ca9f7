/* SPDX-License-Identifier: MIT */
/* A kernel's memory, and the judge's in it. */
#ifndef JUDGE_WINDOW_H
#define JUDGE_WINDOW_H

#include "held.h"

/* False: it is not all memory. */
bool kernel_read_physical(struct kernel *k, u32 address, void *to, u32 size);
bool kernel_write_physical(struct kernel *k, u32 address, const void *from, u32 size);
bool kernel_read_word(struct kernel *k, u32 address, u32 *word);
/* The physical address behind a linear one, as the processor would find it now. */
bool kernel_translate(struct kernel *k, u32 linear, u32 *physical);
/* Where the kernel has it, or in the judge's memory. */
bool kernel_read(struct machine *m, u32 address, void *to, u32 size);
bool kernel_write(struct machine *m, u32 address, const void *from, u32 size);

/* The judge's memory in the kernel's directory, for the time of a call. */
bool window_open(struct machine *m);
void window_close(struct kernel *k);

#endif
