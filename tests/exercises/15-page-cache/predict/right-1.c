/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, in one row behind the other; it need not be constant. */
#include <linux/types.h>

s32 predicted[] = { 1, 2, 1, 0, 2, 1, 0, 2, 0, 122, 100, 109 };
