/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 21 (swap) */
#pragma once
#include "gup.h"

enum { EBUSY = 16 };
enum { PIPE = 42, MLOCK = 150, MUNLOCK = 151, MADVISE = 219 };
enum { TOUCHED, HELD, ISOLATED, IN_CACHE, TAKEN, WRITTEN, LEFT,
       LET_GO, AGAIN };

/* Has a page sent away: 0, or an error. */
static inline s32 away(volatile void *page)
{
	return call(560, (u32)page, 0, 0);
}

/* Has the kernel say who has a page, or its slot. */
static inline void look(const char *when, volatile void *page)
{
	call(561, (u32)when, (u32)page, 0);
}

/* The three numbers of a page, for the table. */
static inline void note(u32 step, u32 page)
{
	call(563, step, page, 0);
}
