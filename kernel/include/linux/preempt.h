/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#pragma once
#include <asm/system.h>
#include <asm/thread_info.h>
#include <linux/kernel.h>

#define PREEMPT_MASK	0x000000ff

#define preempt_count()	(current_thread_info()->preempt_count)

/* Chapter 7: preempt.h: disable and enable */
static inline void preempt_disable(void)
{
	preempt_count()++;
	BUG_ON(!(preempt_count() & PREEMPT_MASK));
	barrier();
}
/* Chapter 7: preempt.h: disable and enable */

static inline void preempt_enable(void)
{
	BUG_ON(!(preempt_count() & PREEMPT_MASK));
	barrier();
	preempt_count()--;
	/* Chapter 7: preempt_enable: did somebody wait for this? */
	if (need_resched())
		preempt_check();
}
