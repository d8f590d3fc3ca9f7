/* SPDX-License-Identifier: MIT */
/*
 * All the firmware that the judge's QEMU has: from the reset vector to the state in which a boot loader
 * hands over, and there it stays, at its last instruction, until the judge sets EIP. So no code but ours
 * and the kernel's ever runs, and the memory map is the judge's.
 */
	.code16
	.text
rom:	.org 0xFFA0
gdt:	.quad 0
	.quad 0x00CF9A000000FFFF	/* 8: code, all of memory */
	.quad 0x00CF92000000FFFF	/* 16: data, the same */
gdtr:	.word gdtr - gdt - 1
	.long gdt

start:	cli
	movb $0xFF, %al			/* no line of a device's waits for interrupts that may never be let in: */
	outb %al, $0x21			/* QEMU would look at it before each instruction */
	outb %al, $0xA1
	lgdtl %cs:gdtr - rom
	movl %cr0, %eax
	orl $1, %eax
	movl %eax, %cr0
	ljmpl $8, $flat
	.code32
flat:	movl $16, %eax
	movl %eax, %ds
	movl %eax, %es
	movl %eax, %ss
	movl %eax, %fs
	movl %eax, %gs
	.org 0xFFEE, 0x90
ready:	jmp ready
	.code16
	jmp start			/* 0xFFFFFFF0: where a processor begins */
	.org 0x10000
	.section .note.GNU-stack, "", @progbits
