/* SPDX-License-Identifier: MIT */
/* number: timeout "endless loop" */
/* Never comes back. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	for (;;)
		;
}
