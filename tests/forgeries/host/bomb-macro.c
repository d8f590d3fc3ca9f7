/* SPDX-License-Identifier: MIT */
/* number: rejected "does not compile" */
/* A macro of the assembler that never ends. */
#include <trial.h>

asm(".macro again\n\tagain\n\tagain\n\t.endm\n\tagain");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
