/* SPDX-License-Identifier: GPL-2.0-only */
/* The compiler works it out, from the flags of each row. */
#include <linux/types.h>

#define P 1
#define RW 2
#define US 4
#define MODE(u)		((u) ? US : 0)
#define NEED(wp, u, st)	(P | MODE(u) | ((st) && ((u) || (wp)) ? RW : 0))
#define CELL(wp, d, t, u, st)						\
	(((d) & (t) & NEED(wp, u, st)) == NEED(wp, u, st) ? -1 :	\
	 ((d) & (t) & P) + ((st) ? 2 : 0) + ((u) ? 4 : 0))
#define ROW(wp, d, t) { CELL(wp, d, t, 0, 0), CELL(wp, d, t, 0, 1),	\
			CELL(wp, d, t, 1, 0), CELL(wp, d, t, 1, 1) }
#define HALF(wp) {							\
	ROW(wp, P | RW | US, 0), ROW(wp, P | RW | US, RW | US),		\
	ROW(wp, P | RW | US, P), ROW(wp, P | RW | US, P | RW),		\
	ROW(wp, P | RW | US, P | US), ROW(wp, P | RW | US, P | RW | US), \
	ROW(wp, P | US, P | RW | US), ROW(wp, P | RW, P | RW | US) }

const s32 predicted[2][8][4] = { HALF(0), HALF(1) };
