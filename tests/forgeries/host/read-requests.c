/* SPDX-License-Identifier: MIT */
/* number: timeout "did not come back" */
/* Reads the judge's next question before it is asked, and so sleeps for ever. */
#include <trial.h>

static long sys(long n, long a, long b, long c)
{
	long r;

	asm volatile("int $0x80" : "=a"(r) : "0"(n), "b"(a), "c"(b), "d"(c) : "memory");
	return r;
}

char *number(char *p, char *end, u32 value, struct format format)
{
	char byte;

	sys(3, 0, (long)&byte, 1);
	return p;
}
