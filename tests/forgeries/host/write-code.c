/* SPDX-License-Identifier: MIT */
/* number: crash "writes to" */
/* Changes its own code. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	volatile char *code = (volatile char *)number;

	*code = (char)0xC3;
	return p;
}
