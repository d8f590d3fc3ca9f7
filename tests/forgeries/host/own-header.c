/* SPDX-License-Identifier: MIT */
/* number: fail "digits" */
/* A header of its own beside the file, with other macros. */
#include "trial.h"
char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
