/* SPDX-License-Identifier: MIT */
/*
 * The instructions of a file that is to be linked into a kernel. On the bench the processor itself
 * refuses those that only a kernel may use; in a kernel nothing does. This is for messages, not for safety: code can
 * be written at run time, and bytes can be jumped into. What must hold then is seen to from outside (kernel.c).
 */
#ifndef JUDGE_OPCODES_H
#define JUDGE_OPCODES_H

#include "machine.h"

/* Reads objdump's listing, with lines (-d -l); changes it. Names in granted (cli sti invlpg read_cr0 write_cr0 read_cr2 read_cr3
 * write_cr3 lgdt ljmp load_segments) allow what is not allowed otherwise. Returns true, or adds the reason. */
bool opcodes_audit(char *listing, const char *const *granted, struct text *reason);

#endif
