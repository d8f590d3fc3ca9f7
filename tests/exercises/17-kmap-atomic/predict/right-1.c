/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, in one row behind the other; it need not be constant. */
#include <linux/types.h>

s32 predicted[] = { 65, 66, 2, -4096, 3, 65, 90, 48, 1, 65, 0, 2 };
