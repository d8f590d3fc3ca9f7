/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 11 (processes) */
#pragma once
#include <linux/types.h>

extern u32 told[32];	/* what programs have told by call 512 */

/* Lets all others run until they sleep. */
void settle(void);
/* Settles, and counts the frames that are free. */
void open_ledger(void);
/* Settles; observes code, and how many frames are missing. */
void close_ledger(s32 code);
/* A family, again and again; each request fails in turn. */
void fork_fails(void);
/* Chapter 15 (page-cache) */

struct list_head;
/* To a list: all frames that such requests would get, but n. */
void take_all_but(struct list_head *taken, u32 gfp, u32 n);
/* Gives n of them back, those first that were taken first. */
void give_back(struct list_head *taken, u32 n);
/* Chapter 18 (get-user-pages) */

struct page;
extern struct page *held;	/* by call 551; or NULL */
/* Chapter 21 (swap) */

#include <linux/swap.h>
