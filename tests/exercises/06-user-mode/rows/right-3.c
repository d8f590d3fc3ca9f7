/* SPDX-License-Identifier: GPL-2.0-only */
/* The assembler writes the cells; the symbol has no type and no size. */
asm("	.section .rodata\n"
    "	.globl	predicted\n"
    "	.balign	4\n"
    "predicted:\n"
    "	.irp	put, -1, -14\n"
    "	.fill	5, 4, -1\n"
    "	.long	-1, 7, -1, -1, \\put\n"
    "	.irp	page, 1, 0, 1\n"
    "	.long	4 + \\page, 6 + \\page, 4 + \\page\n"
    "	.fill	2, 4, -14\n"
    "	.endr\n"
    "	.endr\n"
    "	.previous\n");
