/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

#define CRIME(letter, ...) case letter: asm volatile(__VA_ARGS__); break

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	switch (argv[1][0]) {
	CRIME('c', "cli");		/* interrupts off */
	CRIME('p', "outb %al, $0xf4");	/* a port */
	CRIME('d', "divl %0" : : "r"(0) : "eax", "edx");
	CRIME('i', "ud2");		/* no instruction */
	CRIME('g', "int $14");		/* a gate not for programs */
	CRIME('s', "movl %0, %%ds" : : "r"(0x68)); /* the kernel's */
	CRIME('f', "fldpi");		/* floating point */
	CRIME('b', "int3");		/* a breakpoint */
	}
	return 0;
}
