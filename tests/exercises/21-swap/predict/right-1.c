/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, one behind the other; they need not be constant. */
#include <linux/types.h>

s32 predicted[] = { 4, 4, 2, 2, 1, 21, 10, 10, -14, -16, 10, 31 };
