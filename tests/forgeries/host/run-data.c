/* SPDX-License-Identifier: MIT */
/* number: crash "jumps to" */
/* Writes code into a buffer and runs it. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	p[0] = (char)0xC3;
	((void (*)(void))p)();
	return p;
}
