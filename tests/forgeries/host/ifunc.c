/* SPDX-License-Identifier: MIT */
/* number: rejected "ifunc" */
/* Code that the dynamic linker runs while it links. */
#include <trial.h>

static void *choose(void)
{
	return (void *)0;
}
char *other(void) __attribute__((ifunc("choose")));

char *number(char *p, char *end, u32 value, struct format format)
{
	return other();
}
