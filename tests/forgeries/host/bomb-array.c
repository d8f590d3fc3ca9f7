/* SPDX-License-Identifier: MIT */
/* number: rejected "does not compile" */
/* One tebibyte. */
#include <trial.h>

static char bomb[1ULL << 40];

char *number(char *p, char *end, u32 value, struct format format)
{
	return p + bomb[value];
}
