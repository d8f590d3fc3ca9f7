/* SPDX-License-Identifier: GPL-2.0-only */
/* Numbers, in one row behind the other; it need not be constant. */
#include <linux/types.h>

u32 predicted[36] = {
	1, 1, 1, 1, 3, 1, 1, 3, 1, 0, 2, 0, 2, 2, 0, 1, 3, 0,
	1, 1, 0, 1, 3, 1, 0, 3, 0, 2, 0, 0, 1, 2, 1, 1, 3, 0,
};
