/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#pragma once
#include <linux/preempt.h>

#define HARDIRQ_OFFSET	0x00010000
#define HARDIRQ_MASK	0x00ff0000

#define in_interrupt()	((preempt_count() & HARDIRQ_MASK) != 0)
#define in_atomic()	(preempt_count() != 0)

#define irq_enter()	(preempt_count() += HARDIRQ_OFFSET)
#define irq_exit()	(preempt_count() -= HARDIRQ_OFFSET)
/* Chapter 8 (waiting) */

/* Says: from here on it may sleep, even if it will not. */
#define might_sleep() BUG_ON(in_atomic() || irqs_disabled())
