/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once

#define local_irq_save(flags) \
	asm volatile("pushf; popl %0; cli" : "=rm"(flags) : : "memory")
#define local_irq_restore(flags) \
	asm volatile("pushl %0; popf" : : "rm"(flags) : "memory", "cc")
/* Chapter 4 (traps) */

#define local_irq_enable()  asm volatile("sti" : : : "memory")
#define local_irq_disable() asm volatile("cli" : : : "memory")
#define barrier()	    asm volatile("" : : : "memory")
/* Chapter 8 (waiting) */

#include <linux/types.h>

static inline bool irqs_disabled(void)
{
	u32 flags;

	asm volatile("pushfl; popl %0" : "=r"(flags));
	return !(flags & 0x200);
}
/* Chapter 8 (waiting) */

/* What was at *at; it is new now, if it was old. One instruction. */
static inline s32 cmpxchg(s32 *at, s32 old, s32 new)
{
	asm volatile("cmpxchgl %2, %1"
		     : "+a"(old), "+m"(*at) : "r"(new) : "memory");
	return old;
}
