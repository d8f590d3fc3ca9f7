/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 2 (frames) */
#pragma once
#include <linux/types.h>

#define POISON_FREE  0x6b	/* in free frames */
#define POISON_INUSE 0x5a	/* in frames just handed out */

struct page;
extern bool page_poisoning;	/* debug=poison */

void poison_page(struct page *page);
/* Reports a write after free, then marks the frame as in use. */
void check_poison(struct page *page);
