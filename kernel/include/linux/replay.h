/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 8 (waiting) */
#pragma once
#include <linux/types.h>

extern const char *replay_schedule;	/* what is left; or NULL */
void replay_point(const char *name);

/* Here somebody else may run, if a test wants it so. */
#define yield_point(name) do {			\
	if (replay_schedule)			\
		replay_point(name);		\
} while (0)
