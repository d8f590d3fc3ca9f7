/* SPDX-License-Identifier: MIT */
/* number: rejected "" */
/* An object file of 64 MiB. */
#include <trial.h>

static char bomb[64 << 20] = { 1 };

char *number(char *p, char *end, u32 value, struct format format)
{
	return p + bomb[value];
}
