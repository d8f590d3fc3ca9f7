/* SPDX-License-Identifier: MIT */
/* number: rejected "written and run" */
/* Code that can be written. */
#include <trial.h>

asm(".section .text.both, \"awx\"\n\t.long 0\n\t.previous");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
