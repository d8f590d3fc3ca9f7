/* SPDX-License-Identifier: MIT */
/* number: rejected "strange name" */
/* A symbol with a version, to come before another. */
#include <trial.h>

asm(".symver mine, number@@JUDGE_1");
char *mine(char *p)
{
	return p;
}

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
