/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, in one row behind the other; it need not be constant. */
#include <linux/types.h>

s32 predicted[] = { 72, 148, 10, 64, 50, 6, 2, 3, 3, 2, 4096, 1 };
