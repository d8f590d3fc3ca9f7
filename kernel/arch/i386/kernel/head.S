/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 1 (boot) */
#include <asm/page.h>
#include <asm/segment.h>

#define MULTIBOOT_MAGIC 0x1BADB002
#define MULTIBOOT_FLAGS 0x00000003

	.section .multiboot, "a"
	.align	4
	.long	MULTIBOOT_MAGIC
	.long	MULTIBOOT_FLAGS
	.long	-(MULTIBOOT_MAGIC + MULTIBOOT_FLAGS)

/* Chapter 1: head.S: the boot descriptors */
	.section .data
	.align	8
boot_gdt:
	.quad	0
	.quad	0
	.quad	0x40CF9A000000FFFF	/* __BOOT_CS: base 1 GiB */
	.quad	0x40CF92000000FFFF	/* __BOOT_DS: the same */
	/* Chapter 1: head.S: the flat descriptor */
		.quad	0x00CF92000000FFFF	/* __BOOT_FLAT: base 0 */
boot_gdt_end:

boot_gdt_descr:
	.word	boot_gdt_end - boot_gdt - 1
	.long	boot_gdt - PAGE_OFFSET
/* Chapter 1: head.S: the first instructions */
	.section .text
	.globl	_start
_start:
	lgdt	boot_gdt_descr - PAGE_OFFSET
	ljmp	$__BOOT_CS, $1f
1:	mov	$__BOOT_DS, %cx
	mov	%cx, %ds
	mov	%cx, %es
	mov	%cx, %ss
	mov	$boot_stack_top, %esp
	pushl	$0
	popf
	pushl	%ebx			/* multiboot information */
	pushl	%eax			/* the loader's magic number */
	call	start_kernel
2:	cli
	hlt
	jmp	2b
/* Chapter 4: head.S: the boot stack */
	.section .bss
	.align	8192
	.skip	4096			/* the double fault's */
	.globl	boot_stack_guard
boot_stack_guard:
	.skip	4096
	.globl	boot_stack
boot_stack:
	.skip	8192
	.globl	boot_stack_top
boot_stack_top:
