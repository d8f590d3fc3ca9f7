/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, in one row behind the other; it need not be constant. */
#include <linux/types.h>

s32 predicted[] = { 3, 2, 3, 10, 112, 75, 112, 0, 2, -14, 0, 1 };
