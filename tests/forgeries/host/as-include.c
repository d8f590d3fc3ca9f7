/* SPDX-License-Identifier: MIT */
/* number: rejected "" */
/* The tests, by way of the assembler. */
#include <trial.h>

asm(".include \"@ROOT@/tests/judge/trial/number.c\"");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
