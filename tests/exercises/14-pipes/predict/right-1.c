/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, one behind the other; it need not be constant. */
#include <linux/types.h>

s32 predicted[] = { 10, 0, -11, 98, -11, 1, 4096, -11, 10, 5000, 4196, 96 };
