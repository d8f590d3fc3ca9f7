/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, one behind the other; it need not be constant. */
#include <linux/types.h>

s32 predicted[] = { 83, 98, 83, 83, 97, -13, -13, 0, -14, 0, 1, 3 };
