/* SPDX-License-Identifier: MIT */
/* number: rejected "common symbol" */
/* Memory that the linker shares with whoever has the same name. */
#include <trial.h>

asm(".comm services, 4096");

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
