/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, in one row behind the other; it need not be constant. */
#include <linux/types.h>

s32 predicted[] = { 7, 9, 8, 768, 768, 15, 15, 0, -10, 1, 768, 10 };
