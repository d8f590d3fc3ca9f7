/* SPDX-License-Identifier: MIT */
/* number: rejected "does not define number" */
/* The function is there, but nobody outside can name it: whose number would the linker find? */
#include <trial.h>

static char *other(char *p) __attribute__((used));
static char *other(char *p)
{
	return p;
}
