/* SPDX-License-Identifier: GPL-2.0-only */
/* The assembler writes the rows. */
asm("	.section .rodata\n"
    "	.globl	predicted\n"
    "	.balign	4\n"
    "predicted:\n"
    "	.long	7, 9, 8\n"
    "	.rept	2\n"
    "	.long	3 << 8\n"
    "	.endr\n"
    "	.long	15, 15, 0, -10, 1\n"
    "	.long	3 << 8, 10\n"
    "	.previous\n");
