/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#pragma once
#include <linux/types.h>

typedef struct { volatile u32 counter; } atomic_t;

#define atomic_read(v)     ((v)->counter)
#define atomic_set(v, n)   ((v)->counter = (n))

static inline void atomic_inc(atomic_t *v)
{
	asm volatile("lock; incl %0" : "+m"(v->counter));
}

/* Chapter 2: atomic.h: subtract and test */
/* Subtracts 1. Returns true if the result is 0. */
static inline bool atomic_dec_and_test(atomic_t *v)
{
	u8 zero;

	asm volatile("lock; decl %0; sete %1"
		     : "+m"(v->counter), "=qm"(zero) : : "memory");
	return zero;
}
