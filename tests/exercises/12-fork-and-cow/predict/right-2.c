/* SPDX-License-Identifier: GPL-2.0-only */
/* A structure a row, and rows that are alike have a name. */
#include <linux/types.h>

struct prediction {
	enum { NONE, REUSED, COPIED, REFUSED } what;
	int frames;
	int holders;
};

#define NO_FAULT(holders) { NONE, 0, holders }
#define COPY(holders)	  { COPIED, 1, holders }
#define OWN		  { REUSED, 0, 1 }

const struct prediction predicted[] = {
	NO_FAULT(2), COPY(1), OWN, COPY(1),
	COPY(2), COPY(0), { REFUSED, 0, 3 }, COPY(2),
	OWN, COPY(1),
	OWN, NO_FAULT(1),
};
