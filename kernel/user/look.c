/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 6 (user-mode) */
#include "user.h"

static u32 variable = 1;

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	s32 answer;

	asm volatile("pushl %%ebp\n\tmovl $6, %%ebp\n\t"
		     "int $0x80\n\tpopl %%ebp" : "=a"(answer)
		     : "0"(500), "b"(variable++), "c"(2), "d"(3),
		       "S"(4), "D"(5) : "memory");
	return answer;
}
