/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
#pragma once
#include <asm/system.h>
#include <linux/preempt.h>

typedef struct { u32 locked; } spinlock_t;

static inline void spin_lock(spinlock_t *lock)
{
	BUG_ON(lock->locked);
	preempt_disable();
	lock->locked = 1;
}

/* Chapter 8: spinlock.h: release */
static inline void spin_release(spinlock_t *lock)
{
	BUG_ON(!lock->locked);
	lock->locked = 0;
}

static inline void spin_unlock(spinlock_t *lock)
{
	spin_release(lock);
	preempt_enable();
}
/* Chapter 8: spinlock.h: against interrupts */
#define spin_lock_irqsave(lock, flags) do {		\
	local_irq_save(flags);				\
	spin_lock(lock); } while (0)
#define spin_unlock_irqrestore(lock, flags) do {	\
	spin_release(lock);				\
	local_irq_restore(flags);			\
	preempt_enable(); } while (0)
