/* SPDX-License-Identifier: MIT */
/* What the cases of this chapter know of its kernel's structures (tangle/mk/exercises.mk makes numbers of it). */
#include <linux/ring.h>

LAYOUT(RING_BYTES, offsetof(struct ring, bytes))
LAYOUT(RING_SIZE, offsetof(struct ring, size))
LAYOUT(RING_START, offsetof(struct ring, start))
LAYOUT(RING_END, offsetof(struct ring, end))
LAYOUT(SIZEOF_RING, sizeof(struct ring))
