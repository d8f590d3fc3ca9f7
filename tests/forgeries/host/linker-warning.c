/* SPDX-License-Identifier: MIT */
/* number: rejected ".gnu.warning" */
/* A text that the linker prints. */
#include <trial.h>

asm(".section .gnu.warning.number\n\t.ascii \"100% passed\"\n\t.previous");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
