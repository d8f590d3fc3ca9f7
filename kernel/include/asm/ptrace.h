/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#pragma once
#include <linux/types.h>

struct pt_regs {
	u32 ebx, ecx, edx, esi, edi, ebp, eax;
	u32 xds, xes;
	u32 orig_eax;		/* -1 for an exception */
	u32 eip, xcs, eflags;
	u32 esp, xss;		/* only there from user mode */
};

/* Chapter 4: ptrace.h: where it came from */
#define X86_EFLAGS_IF	0x200
#define X86_EFLAGS_RF	0x10000	/* the processor's own */
#define user_mode(regs) (((regs)->xcs & 3) != 0)
