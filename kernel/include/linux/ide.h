/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 20 (disk) */
#pragma once
#include <linux/types.h>

extern u32 ide_timeout;		/* ticks to wait for a sector */

/* At each tick: has a disk kept somebody waiting too long? */
void ide_tick(void);
