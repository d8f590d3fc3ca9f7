/* SPDX-License-Identifier: GPL-2.0-only */
/* The assembler writes the rows. */
#include <linux/types.h>

asm("	.section .rodata\n"
    "	.globl	predicted\n"
    "	.balign	4\n"
    "predicted:\n"
    "	.long	3, 2, 3, 10\n"
    "	.long	'p', 'K', 'p', 0\n"
    "	.long	2, -14, 0, 1\n"
    "	.previous\n");
