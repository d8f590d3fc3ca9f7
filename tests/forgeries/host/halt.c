/* SPDX-License-Identifier: MIT */
/* number: crash "general protection" */
/* Interrupts off, and a halt. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	asm volatile("cli; hlt");
	return p;
}
