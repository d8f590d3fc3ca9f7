/* SPDX-License-Identifier: MIT */
/* number: rejected ".ctors" */
/* A constructor in the old way. */
#include <trial.h>

asm(".section .ctors, \"aw\"\n\t.long number\n\t.previous");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
