/* SPDX-License-Identifier: MIT */
/* number: crash "int $0x80, which this exercise has no use for" */
/* exit(0) in the middle of a call, as if there were a system below. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	asm volatile("int $0x80" : : "a"(1), "b"(0));
	return p;
}
