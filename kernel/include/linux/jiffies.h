/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#pragma once
#include <linux/types.h>

#define HZ 100			/* ticks a second */

extern volatile u32 jiffies;	/* ticks since the clock started */
/* Chapter 6 (user-mode) */

/* Wakes who is due; takes a tick from the current task. */
void scheduler_tick(void);
