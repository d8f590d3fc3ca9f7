/* SPDX-License-Identifier: MIT */
/* number: rejected ".interp" */
/* Another program in place of this one. */
#include <trial.h>

static const char interpreter[] __attribute__((section(".interp"), used)) = "/bin/true";

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
