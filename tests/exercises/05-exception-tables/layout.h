/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <asm/fixmap.h>
#include <asm/net.h>
#include <asm/ptrace.h>
#include <asm/thread_info.h>

LAYOUT(ADDR_LIMIT, offsetof(struct thread_info, addr_limit))
LAYOUT(WP_TEST_SLOT, FIX_WP_TEST)

LAYOUT(REGS_EIP, offsetof(struct pt_regs, eip))
LAYOUT(REGS_CS, offsetof(struct pt_regs, xcs))
LAYOUT(SIZEOF_REGS, sizeof(struct pt_regs))
LAYOUT(SIZEOF_FAULT, sizeof(struct fault))
