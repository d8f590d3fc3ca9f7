/* SPDX-License-Identifier: GPL-2.0-only */
/* The assembler writes the rows. */
asm("	.section .rodata\n"
    "	.globl	predicted\n"
    "	.balign	4\n"
    "predicted:\n"
    "	.macro	rows page, answers:vararg\n"
    "	.irp	answer, \\answers\n"
    "	.long	\\answer, \\page\n"
    "	.endr\n"
    "	.endm\n"
    "	rows	0, 0\n"
    "	rows	1, -12\n"
    "	rows	3, -12, 0, -22, 0, -22\n"
    "	rows	0, -12\n"
    "	rows	3, -12, 1\n"
    "	rows	0, 1, 0\n"
    "	.previous\n");
