/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, in one row behind the other; it need not be constant. */
#include <linux/types.h>

s32 predicted[] = { 5, 0, 1, -22, 231, 1231, 8, 3, 7, 8, 0, 10 };
