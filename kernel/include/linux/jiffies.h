/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#pragma once
#include <linux/types.h>

#define HZ 100			/* ticks a second */

extern volatile u32 jiffies;	/* ticks since the clock started */

/* Takes a tick from the current task. In the clock's interrupt. */
void scheduler_tick(void);
