/* SPDX-License-Identifier: GPL-2.0-only */
/* The assembler has the rows, three of them. */
#include <linux/types.h>

asm("	.section .rodata\n"
    "	.globl	predicted\n"
    "	.balign	4\n"
    "predicted:\n"
    "	.long	4, 4, 2, 2\n"
    "	.long	1, 21, 10, 10\n"
    "	.long	-14, -16, 10, 31\n"
    "	.previous\n");
