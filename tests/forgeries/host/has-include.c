/* SPDX-License-Identifier: MIT */
/* number: fail,rejected "" */
/* Looks whether it is judged where the answer lies. */
#if __has_include("@ROOT@/tests/judge/trial/number/answer.c")
#include "@ROOT@/tests/judge/trial/number/answer.c"
#else
char *number(char *p)
{
	return p;
}
#endif
