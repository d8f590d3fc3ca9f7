/* SPDX-License-Identifier: MIT */
/* number: rejected "does not compile" */
/* A thousand million instructions. */
#include <trial.h>

asm(".rept 1000000000\n\tnop\n\t.endr");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
