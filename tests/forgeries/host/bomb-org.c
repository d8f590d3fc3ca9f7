/* SPDX-License-Identifier: MIT */
/* number: rejected "" */
/* Two gibibytes of nothing. */
#include <trial.h>

asm(".org 0x7fffffff");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
