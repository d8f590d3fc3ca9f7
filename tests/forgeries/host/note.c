/* SPDX-License-Identifier: MIT */
/* number: rejected ".note.judge" */
/* A note for whatever starts it. */
#include <trial.h>

asm(".section .note.judge, \"a\", @note\n\t.long 0\n\t.previous");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
