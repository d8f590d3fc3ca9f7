/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 4 (traps) */
#include <asm/segment.h>

PT_ES		= 0x20		/* places in struct pt_regs */
PT_ORIG_EAX	= 0x24
PT_EIP		= 0x28

/* Chapter 4: entry.S: saving */
.macro SAVE_REST		/* of struct pt_regs, below es */
	pushl	%ds
	pushl	%eax
	pushl	%ebp
	pushl	%edi
	pushl	%esi
	pushl	%edx
	pushl	%ecx
	pushl	%ebx
.endm
/* Chapter 4: entry.S: saving */

.macro ENTER_KERNEL
	cld
	movl	$__KERNEL_DS, %ecx
	movl	%ecx, %ds
	movl	%ecx, %es
	movl	%esp, %eax
	/* Chapter 4: ENTER_KERNEL: a link for the call trace */
	pushl	PT_EIP(%esp)
	pushl	%ebp
	movl	%esp, %ebp
.endm

	.text
/* Chapter 4: entry.S: one stub for each exception */
.macro TRAP name code=0
	.globl	\name
\name:
	/* Chapter 4: TRAP: make room for the error code */
	.if	\code == 0
	pushl	$0
	.endif
	pushl	$do_\name
	jmp	error_code
.endm

/* Chapter 4: entry.S: the nineteen stubs */
	TRAP	divide_error
	TRAP	debug
	TRAP	nmi
	TRAP	int3
	TRAP	overflow
	TRAP	bounds
	TRAP	invalid_op
	TRAP	device_not_available
	TRAP	coprocessor_segment_overrun
	TRAP	invalid_TSS, code=1
	TRAP	segment_not_present, code=1
	TRAP	stack_segment, code=1
	TRAP	general_protection, code=1
	TRAP	page_fault, code=1
	TRAP	spurious_interrupt_bug
	TRAP	coprocessor_error
	TRAP	alignment_check, code=1
	TRAP	machine_check
	TRAP	simd_coprocessor_error
/* Chapter 4: entry.S: what all exceptions do */
error_code:
	SAVE_REST
	/* Chapter 4: error_code: fetch two words, put two others there */
	movl	PT_ES(%esp), %edi		/* the function */
	movl	PT_ORIG_EAX(%esp), %edx		/* the error code */
	movl	%es, %ecx
	movl	%ecx, PT_ES(%esp)
	movl	$-1, PT_ORIG_EAX(%esp)
	ENTER_KERNEL
	pushl	%edx			/* the error code */
	pushl	%eax			/* struct pt_regs * */
	call	*%edi
	addl	$16, %esp
	/* Chapter 4: entry.S: back to where it happened */
	ret_from_exception:
		/* Chapter 4: entry.S: is there something to do first? */
		/* Chapter 7: entry.S: is there something to do first? */
			pushl	%esp			/* struct pt_regs * */
			call	before_return
			addl	$4, %esp
	restore_all:
		popl	%ebx
		popl	%ecx
		popl	%edx
		popl	%esi
		popl	%edi
		popl	%ebp
		popl	%eax
		popl	%ds
		popl	%es
		addl	$4, %esp		/* orig_eax */
		iret
/* Chapter 6 (user-mode) */

	.globl	enter_user_mode
enter_user_mode:
	movl	4(%esp), %esp		/* struct pt_regs * */
	jmp	ret_from_exception
/* Chapter 6 (user-mode) */

#include <asm/unistd.h>
	.globl	system_call
system_call:
	pushl	%eax			/* orig_eax */
	pushl	%es
	SAVE_REST
	ENTER_KERNEL
	movl	36(%eax), %edx		/* orig_eax again */
	.rept	6
	pushl	28(%esp)		/* ebp, edi, ... ebx */
	.endr
	cmpl	$NR_syscalls, %edx
	jb	1f
	movl	$NR_syscalls, %edx	/* the entry for no call */
1:	call	*sys_call_table(,%edx,4)
	addl	$32, %esp
	movl	%eax, 24(%esp)		/* the program's eax */
	jmp	ret_from_exception
/* Chapter 7 (tasks) */

	.data
	.globl	interrupt
interrupt:			/* the addresses of the stubs */
	.text
irq = 0
	.rept	16
1:	pushl	$irq - 256
	jmp	common_interrupt
	.data
	.long	1b
	.text
irq = irq + 1
	.endr
/* Chapter 7 (tasks) */

common_interrupt:
	pushl	%es
	SAVE_REST
	ENTER_KERNEL
	pushl	%eax			/* struct pt_regs * */
	call	do_IRQ
	addl	$12, %esp
	jmp	ret_from_exception
/* Chapter 11 (processes) */

	.globl	ret_from_fork
ret_from_fork:
	call	schedule_tail
	jmp	ret_from_exception
