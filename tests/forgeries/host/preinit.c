/* SPDX-License-Identifier: MIT */
/* number: rejected ".preinit_array" */
/* A constructor before the constructors. */
#include <trial.h>

asm(".section .preinit_array, \"aw\", @preinit_array\n\t.long number\n\t.previous");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
