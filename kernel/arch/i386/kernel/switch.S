/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 7 (tasks) */
	.text
/* void switch_stacks(u32 *save_esp, u32 esp) */
	.globl	switch_stacks
switch_stacks:
	movl	4(%esp), %eax
	movl	8(%esp), %edx
	pushl	%ebp
	pushl	%ebx
	pushl	%esi
	pushl	%edi
	pushl	%fs
	pushl	%gs
	movl	%esp, (%eax)
	movl	%edx, %esp
	popl	%gs
	popl	%fs
	popl	%edi
	popl	%esi
	popl	%ebx
	popl	%ebp
	ret

/* Chapter 7: switch.S: a task's first steps */
	.globl	kernel_thread_helper
kernel_thread_helper:
	call	schedule_tail
	popl	%eax			/* fn; its argument is next */
	call	*%eax
	pushl	$0
	call	do_exit
