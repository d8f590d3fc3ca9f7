/* SPDX-License-Identifier: GPL-2.0-only */
/* The assembler writes the rows. */
#include <linux/types.h>

asm("	.section .rodata\n"
    "	.globl	predicted\n"
    "	.balign	4\n"
    "predicted:\n"
    "	.long	5, 0, 77 - 76, -22\n"
    "	.long	231, 1231, 8, 3\n"
    "	.long	8 - 1, 8, 0, 10\n"
    "	.previous\n");
