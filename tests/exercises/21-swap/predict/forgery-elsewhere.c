/* SPDX-License-Identifier: GPL-2.0-only */
/* refused: a number, not a place */
/* What is predicted is said to stand where the judge has something of its own. */
#include <linux/types.h>

asm(".globl predicted\n.set predicted, 0xC0300000");
