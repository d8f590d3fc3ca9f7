/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 3 (paging) */
#include <asm/segment.h>

	.text
	.globl	enable_paging
enable_paging:
	movl	4(%esp), %eax
	movl	%eax, %cr3
	movl	%cr0, %eax
	orl	$0x80010000, %eax	/* PG and WP */
	movl	%eax, %cr0
/* Chapter 3: enable.S: flat segments */
	lgdt	cpu_gdt_descr
	ljmp	$__KERNEL_CS, $1f
1:	movl	$__KERNEL_DS, %eax
	movl	%eax, %ds
	movl	%eax, %es
	movl	%eax, %ss
	xorl	%eax, %eax
	movl	%eax, %fs		/* nobody uses these two */
	movl	%eax, %gs
	ret

/* Chapter 3: enable.S: the flat descriptors */
	.section .data
	.align	8
cpu_gdt_table:
	.fill	12, 8, 0
	.quad	0x00CF9A000000FFFF	/* __KERNEL_CS */
	.quad	0x00CF92000000FFFF	/* __KERNEL_DS */
	/* Chapter 3: enable.S: descriptors of later chapters */
	/* Chapter 4: enable.S: descriptors of later chapters */
		.fill	18, 8, 0		/* 14 to 31 */
		.globl	cpu_gdt_table
cpu_gdt_table_end:

cpu_gdt_descr:
	.word	cpu_gdt_table_end - cpu_gdt_table - 1
	.long	cpu_gdt_table
