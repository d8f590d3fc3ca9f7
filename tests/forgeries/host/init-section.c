/* SPDX-License-Identifier: MIT */
/* number: rejected "code outside .text" */
/* Code that a C library would run at the start. */
#include <trial.h>

asm(".section .init, \"ax\"\n\tcall number\n\t.previous");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
