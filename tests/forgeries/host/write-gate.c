/* SPDX-License-Identifier: MIT */
/* number: crash "writes to" */
/* Where services are asked for. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	*(volatile u32 *)0xC0300000 = (u32)p;
	return p;
}
