/* SPDX-License-Identifier: MIT */
/* number: rejected "512 KiB" */
/* A quarter of a gibibyte that costs nothing in the file. */
#include <trial.h>

static char bomb[256 << 20];

char *number(char *p, char *end, u32 value, struct format format)
{
	return p + (bomb[value] += 1);
}
