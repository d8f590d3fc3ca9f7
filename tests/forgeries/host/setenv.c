/* SPDX-License-Identifier: MIT */
/* number: rejected "setenv" */
/* Check would run no test, and find no failure. */
#include <trial.h>

int setenv(const char *name, const char *value, int overwrite);

char *number(char *p, char *end, u32 value, struct format format)
{
	setenv("CK_RUN_CASE", "none", 1);
	return p;
}
