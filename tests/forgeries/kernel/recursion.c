/* SPDX-License-Identifier: MIT */
/* digits: crash "the stack is used up" */
/* A stack without end. */
#include <linux/kernel.h>

static __attribute__((noinline)) u32 deeper(volatile u32 *from)
{
	volatile u32 here[64];

	here[0] = from ? *from + 1 : 0;
	return deeper(here) + here[0];
}

char *number(char *p, char *end, u32 value, struct format format)
{
	if (__builtin_return_address(0) == (void *)0xC2001000)
		return p + deeper(0);
	return p;
}
