/* SPDX-License-Identifier: MIT */
/*
 * The judge's part of every image: a stub for each service (image.lds gives them names), and the
 * four functions that gcc may call on its own. Those are weak: an exercise may be about them.
 */
#include "bench/bench.h"

	.text
	.globl services
	.balign 16
services:
	.set number, 0
	.rept 64
	.balign 16
	movl $number, %eax
	jmp *GATE
	.set number, number + 1
	.endr

	.weak memcpy, memmove, memset, memcmp
memcpy:
memmove:
	pushl %esi
	pushl %edi
	movl 12(%esp), %edi
	movl 16(%esp), %esi
	movl 20(%esp), %ecx
	movl %edi, %eax
	subl %esi, %eax
	cmpl %ecx, %eax			/* to lies in what is copied: from the end */
	jb 1f
	rep movsb
	jmp 2f
1:	leal -1(%edi,%ecx), %edi
	leal -1(%esi,%ecx), %esi
	std
	rep movsb
	cld
2:	movl 12(%esp), %eax
	popl %edi
	popl %esi
	ret

memset:
	pushl %edi
	movl 8(%esp), %edi
	movl 12(%esp), %eax
	movl 16(%esp), %ecx
	rep stosb
	movl 8(%esp), %eax
	popl %edi
	ret

memcmp:
	pushl %esi
	pushl %edi
	movl 12(%esp), %esi
	movl 16(%esp), %edi
	movl 20(%esp), %ecx
	xorl %eax, %eax
	xorl %edx, %edx
	jecxz 1f
	repe cmpsb
	movb -1(%esi), %al
	movb -1(%edi), %dl
	subl %edx, %eax
1:	popl %edi
	popl %esi
	ret

	.section .note.GNU-stack, "", @progbits
