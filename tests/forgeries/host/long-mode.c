/* SPDX-License-Identifier: MIT */
/* number: crash "general protection" */
/* A 64-bit system call (0x33 is the selector of 64-bit code), past a guard that knows only 32-bit ones. */
#include <trial.h>

char *number(char *p, char *end, u32 value, struct format format)
{
	asm volatile("ljmp $0x33, $1f\n\t.code64\n1:	movl $57, %%eax\n\tsyscall\n\t.code32" : : : "eax", "ecx", "memory");
	return p;
}
