/* SPDX-License-Identifier: MIT */
/* number: crash "trap" */
/* A crash that never was, with numbers to break a table. */
#include <trial.h>

struct record {
	u32 type, sequence, id, count, words[8];
};

static long sys(long n, long a, long b, long c)
{
	long r;

	asm volatile("int $0x80" : "=a"(r) : "0"(n), "b"(a), "c"(b), "d"(c) : "memory");
	return r;
}

char *number(char *p, char *end, u32 value, struct format format)
{
	struct record record = { 6, 2, 0, 5, { ~0U, ~0U, ~0U, ~0U, ~0U } };

	sys(4, 1, (long)&record, sizeof record);
	return p;
}
