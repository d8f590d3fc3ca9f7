/* SPDX-License-Identifier: MIT */
/* number: crash "jumps to" */
/* Writes code onto the stack and runs it. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	volatile char code[16];

	code[0] = (char)0xC3;
	((void (*)(void))code)();
	return p;
}
