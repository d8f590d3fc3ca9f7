/* SPDX-License-Identifier: GPL-2.0-only */
/* The assembler writes the rows. */
asm("	.section .rodata\n"
    "	.globl	predicted\n"
    "	.balign	4\n"
    "predicted:\n"
    "	.long	10, 0, -11, 'b', -11, 1\n"
    "	.long	4096, -11, 10\n"
    "	.long	5000, 4096 + 100, 4096 - 4000\n"
    "	.previous\n");
