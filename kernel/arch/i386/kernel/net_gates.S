/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#define HAS_ERROR_CODE(v) \
	(v == 8 || (v >= 10 && v <= 14) || v == 17)

	.text
	.globl	net_gates
	.align	16
net_gates:
vector = 0
	.rept	48
	.align	16
	/* Chapter 1: net_gates.S: make the frames alike */
		.if	!HAS_ERROR_CODE(vector)
		pushl	$0
		.endif
	pushl	$vector
	jmp	net_common
vector = vector + 1
	.endr

/* Chapter 1: net_gates.S: the common path */
net_common:
	pushal
	cld
	pushl	%esp
	call	net
	addl	$4, %esp
	popal
	addl	$8, %esp		/* vector and error code */
	iret
/* Chapter 1: net_gates.S: the recovery point */
	.globl	probe_call, net_recover
probe_call:
	movl	4(%esp), %eax		/* the function */
	movl	8(%esp), %edx		/* its argument */
	pushl	%ebp
	pushl	%ebx
	pushl	%esi
	pushl	%edi
	pushfl
	pushl	net_recovery
	movl	%esp, net_recovery
	pushl	%edx
	call	*%eax
	addl	$4, %esp
	xorl	%eax, %eax
/* Chapter 1: net_gates.S: leave the recovery point */
1:	popl	net_recovery
	popfl
	popl	%edi
	popl	%esi
	popl	%ebx
	popl	%ebp
	ret
net_recover:
	movl	net_recovery, %esp
	movl	$1, %eax
	jmp	1b
