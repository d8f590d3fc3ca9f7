/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#pragma once
#include <linux/types.h>

/* Opens a line (0 to 15), or closes it. */
void mask_8259A(u32 irq, bool masked);
/* Ends the interrupt at the chips. False: it was spurious. */
bool ack_8259A(u32 irq);

struct eoi {
	u8 master, slave;	/* what to write, or 0 for nothing */
};

/*
 * Whether an interrupt on line irq (0 to 15) is real, and which
 * EOIs it takes. isr: the in-service register of the line's own
 * chip; it counts only for lines 7 and 15. A specific EOI is 0x60
 * plus the number of the line on that chip, 0 to 7.
 */
bool eoi_8259A(u32 irq, u8 isr, struct eoi *eoi);
