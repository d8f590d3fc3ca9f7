/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#pragma once
#include <linux/types.h>

struct ring {
	char *bytes;
	u32 size;		/* a power of two */
	u32 start, end;		/* byte n is at bytes[n % size] */
};

/* Writes at the end. What has no room is lost at the start. */
void ring_write(struct ring *ring, const char *text, size_t length);
