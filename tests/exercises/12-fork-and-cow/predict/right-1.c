/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, in one row behind the other; it need not be constant. */
#include <linux/types.h>

u32 predicted[36] = {
	0, 0, 2, 2, 1, 1, 1, 0, 1, 2, 1, 1, 2, 1, 2, 2, 1, 0,
	3, 0, 3, 2, 1, 2, 1, 0, 1, 2, 1, 1, 1, 0, 1, 0, 0, 1,
};
