/* SPDX-License-Identifier: GPL-2.0-only */
/* The assembler writes the rows. */
asm("	.section .rodata\n"
    "	.globl	predicted\n"
    "	.balign	4\n"
    "predicted:\n"
    "	.long	'S', 'b', 'S', 'S', 'a'\n"
    "	.long	-13, -13, 0\n"
    "	.long	-14, 0\n"
    "	.long	1, 3\n"
    "	.previous\n");
