/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: it uses net_recover, which this exercise does not have */
/* Whoever runs under a probe comes back by it: then no fault is an oops. */
#include <asm/net.h>
#include <asm/thread_info.h>
#include <asm/traps.h>
#include <linux/extable.h>

bool fixup_exception(struct pt_regs *regs, u32 trapnr)
{
	net_recover(current_thread_info()->recovery->esp);
}
