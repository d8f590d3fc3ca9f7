/* SPDX-License-Identifier: MIT */
/* number: crash "writes to" */
/* The mailbox, through which the bench tells the judge what came of a call. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	for (volatile u32 *s = (volatile u32 *)0xFFF10000; s < (volatile u32 *)0xFFF11000; s++)
		*s = 0;
	return p;
}
