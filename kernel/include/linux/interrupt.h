/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
#pragma once
#include <asm/ptrace.h>
#include <linux/types.h>

#define NR_IRQS 16

typedef void irq_handler(int irq, void *dev_id, struct pt_regs *regs);

/*
 * Calls handler, with interrupts off, for each interrupt on a line
 * from now on. -EBUSY if the line has a handler, -EINVAL if there
 * is no such line.
 */
int request_irq(u32 irq, irq_handler *handler, const char *name,
		void *dev_id);
/* Closes the line again. */
void free_irq(u32 irq);

extern u32 irq_count[NR_IRQS], irq_err_count;
