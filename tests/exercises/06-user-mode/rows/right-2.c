/* SPDX-License-Identifier: GPL-2.0-only */
/* The compiler works it out, from the flags of each page and from where the word ends. */
#include <linux/types.h>

#define P 1
#define RW 2
#define US 4
#define USER(flags, need) (((flags) & (need)) == (need) ? -1 : ((need) & (US | RW)) | ((flags) & P))
#define KERNEL(flags, need, inside) ((inside) && ((flags) & (need)) == (need) ? -1 : -14)
#define ROW(wp, f, inside) { (USER(f, P | US)), (USER(f, P | US | RW)), (USER(f, P | US)),	\
	KERNEL(f, P, inside), KERNEL(f, P | ((wp) ? RW : 0), inside) }
#define HALF(wp) { ROW(wp, P | RW | US, 1), ROW(wp, P | US, 1), ROW(wp, P | RW, 0),	\
	ROW(wp, 0, 1), ROW(wp, P | RW, 0) }

const s32 predicted[2][5][5] = { HALF(0), HALF(1) };
