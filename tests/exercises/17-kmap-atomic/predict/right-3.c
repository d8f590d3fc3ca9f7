/* SPDX-License-Identifier: GPL-2.0-only */
/* The assembler writes the rows. */
#include <linux/types.h>

asm("	.section .rodata\n"
    "	.globl	predicted\n"
    "	.balign	4\n"
    "predicted:\n"
    "	.long	'A', 'B', 2, -0x1000\n"
    "	.long	3, 'A', 'Z', 48\n"
    "	.long	1, 'A', 0, 2\n"
    "	.previous\n");
