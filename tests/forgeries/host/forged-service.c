/* SPDX-License-Identifier: MIT */
/* number: fail "a service that there is not" */
/* A call of a service that there is not. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	asm volatile("pushl $0; call *0xC0300000; popl %%ecx" : : "a"(63) : "ecx", "edx", "memory");
	return p;
}
