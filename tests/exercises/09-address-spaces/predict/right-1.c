/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, in one row behind the other; it need not be constant. */
#include <linux/types.h>

s32 predicted[24] = {
	0, 0, -12, 1, -12, 3, 0, 3, -22, 3, 0, 3,
	-22, 3, -12, 0, -12, 3, 1, 3, 1, 0, 0, 0,
};
