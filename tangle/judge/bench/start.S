/* SPDX-License-Identifier: MIT */
/*
 * The bench's ROM: from the reset vector to paging, the ways in from ring 3, and the way back there.
 *
 * It is linked where it lies, at the end of all addresses, and runs there with and without paging. Its
 * variables are linked at BENCH plus their physical address: until paging is on, the data segment's base
 * takes that away again.
 */
#include "bench.h"

	.code16
	.text
	.globl rom
rom:
	.balign 8
early_gdt:
	.quad 0
	.quad 0x00CF9B000000FFFF	/* RING0_CODE: from 0 */
	.quad 0x00CF93100000FFFF	/* RING0_DATA: from -BENCH, which is 0x00100000 */
early_gdtr:
	.word early_gdtr - early_gdt - 1
	.long early_gdt

start:	lgdtl %cs:early_gdtr - rom
	movl %cr0, %eax
	orl $1, %eax
	movl %eax, %cr0
	ljmpl $RING0_CODE, $flat
	.code32
flat:	movl $RING0_DATA, %eax
	movl %eax, %ds
	movl %eax, %es
	movl %eax, %ss
	movl $stack_top, %esp
	cld
	movl $variables, %edi
	movl $variables_end, %ecx
	subl %edi, %ecx
	shrl $2, %ecx
	xorl %eax, %eax
	rep stosl
	call make_tables		/* answers what belongs into CR3 */
	movl %eax, %cr3
	lgdtl gdtr
	movl $0x24, %eax		/* PAE; and TSD: rdtsc is for ring 0 */
	movl %eax, %cr4
	movl $0xC0000080, %ecx		/* EFER.NXE */
	rdmsr
	orl $0x800, %eax
	wrmsr
	movl $0x80010015, %eax		/* PG, WP, ET, EM (no floating point), PE; and the caches on */
	movl %eax, %cr0
	movl $RING0_DATA, %eax		/* from 0, now that tables lead there */
	movl %eax, %ds
	movl %eax, %es
	movl %eax, %ss
	movl $TSS, %eax
	ltr %ax
	lidtl idtr
	jmp bench

/* resume(frame): back to where that was taken. */
	.globl resume
resume:	movl 4(%esp), %esp
	popl %gs
	popl %fs
	popl %es
	popl %ds
	popal
	addl $8, %esp			/* vector, error */
	iretl

/* The handlers of all vectors, 16 bytes each: where the processor pushes no error code, a zero stands for it. */
	.balign 16
	.globl handlers
handlers:
	.set vector, 0
	.rept VECTORS
	.balign 16
	.if vector != 8 && (vector < 10 || vector > 14) && vector != 17
	pushl $0
	.endif
	pushl $vector
	jmp 1f
	.set vector, vector + 1
	.endr
1:	pushal
	pushl %ds
	pushl %es
	pushl %fs
	pushl %gs
	movl $RING0_DATA, %eax
	movl %eax, %ds
	movl %eax, %es
	cld
	movl %esp, %eax
	testl $3, 15*4(%esp)		/* CS: from ring 3? */
	jz 2f
	movl $stack_top, %esp
	pushl %eax
	call from_ring_3		/* goes on with resume */
2:	movl %eax, %ebx
	pushl %eax
	call from_ring_0
	pushl %ebx
	call resume

	.section .reset, "ax"
	.code16
	jmp start			/* 0xFFFFFFF0: where a processor begins */
	.org 16
	.section .note.GNU-stack, "", @progbits
