/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, in one row behind the other; it need not be constant. */
#include <linux/types.h>

s32 predicted[] = { 3, 0, 3, 1024, 0, 3, 10, 8, 0, 0, 21, 4 };
