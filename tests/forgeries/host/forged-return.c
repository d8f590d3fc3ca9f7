/* SPDX-License-Identifier: MIT */
/* number: fail "the stack pointer is another" */
/* An answer by the door that returns take, with the stack as it happens to be. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	asm volatile("int $0x31" : : "a"(p));
	return p;
}
