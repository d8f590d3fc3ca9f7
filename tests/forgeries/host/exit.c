/* SPDX-License-Identifier: MIT */
/* number: fail "it ended the process" */
/* exit(0) in the middle of a call: whoever looks at exit statuses would call that a pass. */
#include <trial.h>

static long sys(long n, long a, long b, long c)
{
	long r;

	asm volatile("int $0x80" : "=a"(r) : "0"(n), "b"(a), "c"(b), "d"(c) : "memory");
	return r;
}

char *number(char *p, char *end, u32 value, struct format format)
{
	sys(1, 0, 0, 0);
	return p;
}
