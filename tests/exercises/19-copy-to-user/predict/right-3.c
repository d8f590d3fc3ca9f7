/* SPDX-License-Identifier: GPL-2.0-only */
/* The assembler writes the rows. */
#include <linux/types.h>

asm("	.section .rodata\n"
    "	.globl	predicted\n"
    "	.balign	4\n"
    "predicted:\n"
    "	.long	72, 148, 10, 64\n"
    "	.long	50, 6, 2, 3\n"
    "	.long	3, 2, 4096, 1\n"
    "	.previous\n");
