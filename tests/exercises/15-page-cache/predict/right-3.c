/* SPDX-License-Identifier: GPL-2.0-only */
/* The assembler writes the rows. */
#include <linux/types.h>

asm("	.section .rodata\n"
    "	.globl	predicted\n"
    "	.balign	4\n"
    "predicted:\n"
    "	.long	1, 2, 1, 0, 2, 1\n"
    "	.long	0, 2, 0, 0x7a, 100, 109\n"
    "	.previous\n");
