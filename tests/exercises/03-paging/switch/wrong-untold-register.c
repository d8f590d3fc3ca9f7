/* SPDX-License-Identifier: GPL-2.0-only */
/* fails: the caller's registers: EBX belongs to the caller */
/* The assembly takes a register that is not its own. */
#include <asm/pgtable.h>
#include <asm/segment.h>

void enable_paging(u32 pgd_pa);

asm("	.data\n"
    "	.balign	4096\n"
    "bridge:	.fill	1024, 4, 0\n"
    "gdt:	.fill	12, 8, 0\n"
    "	.long	0x0000FFFF, 0x00CF9A00, 0x0000FFFF, 0x00CF9200\n"
    "gdt_end:\n"
    "gdtr:	.word	gdt_end - gdt - 1\n"
    "	.long	gdt\n"
    "	.text\n"
    "	.globl	enable_paging\n"
    "enable_paging:\n"
    "	movl	4(%esp), %ebx\n"
    "	movl	%ebx, %ecx\n"
    "	addl	$0xC0000C00, %ecx\n"
    "	movl	(%ecx), %eax\n"
    "	movl	%eax, bridge\n"
    "	movl	%eax, bridge + 0xC00\n"
    "	movl	$bridge - 0xC0000000, %eax\n"
    "	movl	%eax, %cr3\n"
    "	movl	%cr0, %eax\n"
    "	orl	$0x80010000, %eax\n"
    "	movl	%eax, %cr0\n"
    "	lgdt	gdtr\n"
    "	pushl	$0x60\n"
    "	pushl	$1f\n"
    "	lret\n"
    "1:	movl	$0x68, %eax\n"
    "	movl	%eax, %ds\n"
    "	movl	%eax, %es\n"
    "	movl	%eax, %ss\n"
    "	movl	%ebx, %cr3\n"
    "	xorl	%eax, %eax\n"
    "	movl	%eax, %fs\n"
    "	movl	%eax, %gs\n"
    "	ret\n");
