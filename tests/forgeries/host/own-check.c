/* SPDX-License-Identifier: MIT */
/* number: fail "digits" */
/* Check's own functions, made harmless. */
#include <trial.h>

void _ck_assert_failed(const char *file, int line, const char *expr, const char *msg)
{
}

void _exit(int status)
{
	for (;;)
		;
}

void mark_point(void)
{
}

char *number(char *p, char *end, u32 value, struct format format)
{
	return p;
}
