/* SPDX-License-Identifier: GPL-2.0-only */
/* Generated for reading; the source is the chunk so named in chapters/. */
/* Chapter 16 (mapped-files) */
#include "mapped.h"

static volatile u32 variable = 7, constant = 8;

/* Which frame each lies in; the second time for another program. */
static void tell(u32 from)
{
	variable = from;
	call(512, from, call(536, (u32)tell, 0, 0), 0);
	call(512, from + 1, call(536, (u32)&variable, 0, 0), 0);
}

int main(u32 argc, char **argv, char **envp, u32 *auxv)
{
	char *again[] = { "same_code", "again", 0 };

	if (argc > 1) {
		tell(2);
		return constant == 8 ? 0 : 1;
	}
	tell(0);
	if (fork() == 0)
		call(EXECVE, (u32)again[0], (u32)again, 0);
	waitpid(-1, 0, 0);
	return variable;
}
