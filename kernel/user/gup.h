/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 18 (get-user-pages) */
#pragma once
#include "mapped.h"

/* Tells of the page at an address, or of the one that is held. */
static inline void tell(const char *when, u32 page)
{
	call(550, (u32)when, page, 0);
}

/* Has the kernel take hold of a page; its answer. */
static inline s32 hold(u32 page, u32 write)
{
	return call(551, page, write, 0);
}

/* The first byte of what is held; stored there before, if not 0. */
static inline s32 held_byte(u32 store)
{
	return call(552, store, 0, 0);
}

/* The kernel lets go. How many others hold the page. */
static inline s32 let_go(void)
{
	return call(553, 0, 0, 0);
}
