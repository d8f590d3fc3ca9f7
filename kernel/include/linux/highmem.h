/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#pragma once
#include <linux/types.h>

struct page;
/*
 * For any page, high or low; the caller holds it. Interrupts are
 * off while a window is open. offset + n: at most a page.
 */
void clear_highpage(struct page *page);
void copy_highpage(struct page *to, struct page *from);
void copy_to_highpage(struct page *to, u32 offset,
		      const void *from, size_t n);
void copy_from_highpage(void *to, struct page *from, u32 offset,
			size_t n);
