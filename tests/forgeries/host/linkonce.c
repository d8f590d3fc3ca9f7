/* SPDX-License-Identifier: MIT */
/* number: rejected "code outside .text" */
/* Code that replaces other code of the same name. */
#include <trial.h>

asm(".section .gnu.linkonce.t.judge, \"ax\"\n\tret\n\t.previous");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
