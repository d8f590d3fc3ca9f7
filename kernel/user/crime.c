/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	switch (argv[1][0]) {
	case 'c':	/* interrupts off */
		asm volatile("cli");
		break;
	case 'p':	/* a port */
		asm volatile("outb %al, $0xf4");
		break;
	case 'd':	/* a division by zero */
		asm volatile("divl %0" : : "r"(0) : "eax", "edx");
		break;
	/* Chapter 6: crime: forbidden by the processor */
	case 'i':	/* no instruction */
		asm volatile("ud2");
		break;
	case 'g':	/* a gate that is not for programs */
		asm volatile("int $14");
		break;
	case 's':	/* a segment of the kernel's */
		asm volatile("movl %0, %%ds" : : "r"(0x68));
		break;
	case 'f':	/* floating point */
		asm volatile("fldpi");
		break;
	case 'b':	/* a breakpoint */
		asm volatile("int3");
	}
	return 0;
}
