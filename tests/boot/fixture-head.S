/* SPDX-License-Identifier: MIT */
/* The smallest multiboot kernel: flat, linked where it is loaded. */
	.section .multiboot, "a"
	.align	4
	.long	0x1BADB002, 0, -0x1BADB002

	.text
	.globl	_start
	.type	_start, @function
_start:
	movl	$stack_end, %esp
	pushl	%ebx
	call	fixture
1:	cli
	hlt
	jmp	1b
	.size	_start, . - _start

	.bss
	.align	16
	.skip	8192
stack_end:

	.section .note.GNU-stack, "", @progbits
