/* SPDX-License-Identifier: MIT */
/* number: crash "writes to" */
/* Overwrites the worker from its first byte. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	for (volatile u32 *s = (volatile u32 *)0x70000000; s < (volatile u32 *)0x70010000; s++)
		*s = 0;
	return p;
}
