/* SPDX-License-Identifier: GPL-2.0-only */
/* The assembler writes the rows. */
asm("	.section .rodata\n"
    "	.globl	predicted\n"
    "	.balign	4\n"
    "predicted:\n"
    "	.long	3, 0, 3, 1 << 10, 0, 3, 10, 8\n"
    "	.rept	2\n"
    "	.long	0\n"
    "	.endr\n"
    "	.long	21, 4\n"
    "	.previous\n");
