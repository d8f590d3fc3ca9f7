/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure a row, and rows that are alike have a name. */
#include <linux/types.h>

struct prediction {
	enum { NONE, HEALED, REFUSED } fault;
	enum { EMPTY, ZEROS, READ_ONLY, WRITABLE } entry;
	int frames;
};

#define NOTHING(entry)	     { NONE, entry, 0 }
#define NO(entry)	     { REFUSED, entry, 0 }
#define PAGE(entry, frames)  { HEALED, entry, frames }

const struct prediction predicted[] = {
	PAGE(ZEROS, 1), PAGE(WRITABLE, 1), PAGE(WRITABLE, 1),
	NOTHING(READ_ONLY), NO(READ_ONLY), PAGE(WRITABLE, 0),
	PAGE(ZEROS, 0), PAGE(WRITABLE, 1), NOTHING(WRITABLE),
	NO(EMPTY), PAGE(READ_ONLY, 1), PAGE(WRITABLE, 0),
};
