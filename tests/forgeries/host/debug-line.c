/* SPDX-License-Identifier: MIT */
/* number: crash "null pointer" */
/* Broken line numbers, for the program that looks up where it crashed. */
#include <trial.h>

asm(".section .debug_line\n\t.fill 4096, 1, 0xff\n\t.previous");

char *number(char *p, char *end, u32 value, struct format format)
{
	*(volatile u32 *)0 = 1;
	return p;
}
